import { createHmac } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { OnModuleInit } from '@nestjs/common'
import { LessThan } from 'typeorm'
import { isSame } from '#libs/constant-time/is-same'
import type { SealingKey } from '#libs/sealed-box/sealed-box'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { Clock } from '#platform/clock/clock'
import { StartRefused } from '#platform/config/start-refused'
import { insertIfAbsent } from '#platform/database/rows'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Secrets } from '#platform/secrets/secrets'
import { EncryptionKeyRow } from './encryption-key.entity'

/** A key that this database has been used with. */
export interface KnownEncryptionKey {
  readonly id: string
  readonly adoptedAt: EpochSeconds
  /** When a node last made something new with it, within two minutes. */
  readonly usedAt: EpochSeconds
}

/** The time of last use is written at most once in so many seconds. */
const touchSeconds = 60

const checkValueOf = ({ key }: SealingKey) => createHmac('sha256', key).update('aldgate key check').digest('base64url')

/**
 * The keys of KEY_ENCRYPTION_KEY that this database has been used with, so that no node works on it with others. A node needs the one
 * that was adopted last: what is new is sealed under it.
 */
@Injectable()
export class EncryptionKeys implements OnModuleInit {
  #touchedAt: EpochSeconds = 0

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.check()
  }

  /** @throws StartRefused when this node lacks the key that the others seal under */
  async check(): Promise<void> {
    const [newest] = await this.#rows()
    if (!newest) return
    const own = this.secrets.keysFor('key-check').find(({ id }) => id === newest.id)
    if (own && isSame(checkValueOf(own), newest.checkValue)) return
    throw new StartRefused(
      `KEY_ENCRYPTION_KEY lacks the key ${newest.id}, which this database is sealed under: give all nodes the same list, or this one a database of its own`,
    )
  }

  /** Writes down the key that makes what is new, where the database has not seen it. */
  async adopt(): Promise<void> {
    const [rows, first] = [await this.#rows(), this.secrets.keyFor('key-check')]
    if (rows.some(({ id }) => id === first.id)) return
    const now = this.#after(rows)
    const row = { id: first.id, check_value: checkValueOf(first), adopted_at: now, used_at: now }
    await insertIfAbsent(this.unitOfWork.writes, 'encryption_keys', row)
  }

  /** Makes the first key the one that every node needs, though the database knew it before: the way back to an older key. */
  async adoptAgain(): Promise<void> {
    await this.adopt()
    const [rows, { id }] = [await this.#rows(), this.secrets.keyFor('key-check')]
    if (rows[0]?.id === id) return
    await this.unitOfWork.run(({ entities }) => entities.update(EncryptionKeyRow, { id }, { adoptedAt: this.#after(rows) }))
  }

  /** Writes down that this node makes what is new with its first key, now and then. */
  async touch(): Promise<void> {
    const [now, { id }] = [this.clock.now(), this.secrets.keyFor('key-check')]
    if (now - this.#touchedAt < touchSeconds) return
    this.#touchedAt = now
    const where = { id, usedAt: LessThan(now) }
    await this.unitOfWork.run(({ entities }) => entities.update(EncryptionKeyRow, where, { usedAt: now }))
  }

  /** All keys that the database knows, the one adopted last first. */
  async known(): Promise<readonly KnownEncryptionKey[]> {
    return (await this.#rows()).map(({ id, adoptedAt, usedAt }) => ({ id, adoptedAt, usedAt }))
  }

  async #rows(): Promise<readonly EncryptionKeyRow[]> {
    return this.unitOfWork.find((entities) => entities.find(EncryptionKeyRow, { order: { adoptedAt: 'DESC', id: 'ASC' } }))
  }

  #after([newest]: readonly EncryptionKeyRow[]): EpochSeconds {
    return Math.max(this.clock.now(), (newest?.adoptedAt ?? 0) + 1)
  }
}
