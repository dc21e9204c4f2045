import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { digestHandle, newHandle, successorOf } from '#libs/opaque-token/opaque-token'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { touchInterval } from '#libs/time/touch-interval'
import { Clock } from '#platform/clock/clock'
import { LifetimeSettings } from '#platform/config/lifetime-settings'
import { deleteExpired } from '#platform/database/delete-expired'
import type { ExpiredRows } from '#platform/database/delete-expired'
import { findRow, insertRow } from '#platform/database/entity-rows'
import { SweepsExpired } from '#platform/database/sweeps-expired'
import type { SweepsRows } from '#platform/database/sweeps-expired'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Secrets } from '#platform/secrets/secrets'
import { RefreshTokenRow } from './refresh-token.entity'

/** A refresh token as it is kept: what it belongs to, never its value. */
export interface RefreshToken {
  readonly tokenDigest: string
  readonly grantId: string
  readonly clientId: string
  readonly dpopJkt: string | null
  /** Its access tokens are bound to a key, and always will be. */
  readonly isBound: boolean
  readonly successorKeyId: string | null
  readonly createdAt: EpochSeconds
  readonly expiresAt: EpochSeconds
  readonly rotatedAt: EpochSeconds | null
  /** When it was last used, to within a tenth of the time that it may be idle; null where it has not been, or was rotated. */
  readonly usedAt: EpochSeconds | null
  readonly flowId: string
}

export interface RefreshTokenOwner {
  readonly grantId: string
  readonly clientId: string
  readonly dpopJkt: string | null
  readonly isBound: boolean
  readonly flowId: string
  /** The grant's end: no refresh token outlives it. */
  readonly grantExpiresAt: EpochSeconds
  /** How long it may be idle where its client says so, in seconds. */
  readonly idleSeconds?: number
}

/** The end of a token that is used again and again is moved on at most once in so many seconds. */
const touchSeconds = 60 * 60

/** Refresh tokens: kept by digest, rotated by one conditional statement. */
@Injectable()
@SweepsExpired()
export class RefreshTokens implements SweepsRows {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly lifetimes: LifetimeSettings,
  ) {}

  async add(owner: RefreshTokenOwner, value: string = newHandle()): Promise<string> {
    const { grantId, clientId, dpopJkt, isBound, flowId, grantExpiresAt, idleSeconds } = owner
    const expiresAt = this.#expiry(grantExpiresAt, idleSeconds)
    const row = {
      grantId,
      clientId,
      dpopJkt,
      isBound,
      flowId,
      createdAt: this.clock.now(),
      expiresAt,
      successorKeyId: null,
      rotatedAt: null,
      usedAt: null,
    }
    await insertRow(this.unitOfWork.writes, RefreshTokenRow, { ...row, tokenDigest: digestHandle('refresh_token', value) })
    return value
  }

  async find(value: string): Promise<RefreshToken | undefined> {
    const digest = digestHandle('refresh_token', value)
    return findRow(this.unitOfWork.lookUps, RefreshTokenRow, 'token_digest = $1', [digest])
  }

  /** Moves the end of a token that is used again and again. */
  async touch(
    { tokenDigest, createdAt, usedAt }: RefreshToken,
    grantExpiresAt: EpochSeconds,
    idleSeconds = this.lifetimes.refreshTokenIdle,
  ): Promise<void> {
    const now = this.clock.now()
    if (now - (usedAt ?? createdAt) < touchInterval(touchSeconds, idleSeconds)) return
    const sql = 'UPDATE refresh_tokens SET expires_at = $1, used_at = $2 WHERE token_digest = $3'
    await this.unitOfWork.writes.query(sql, [this.#expiry(grantExpiresAt, idleSeconds), now, tokenDigest])
  }

  /** When each client last used a refresh token of this person. */
  async lastUses(sub: string): Promise<ReadonlyMap<string, EpochSeconds>> {
    const sql = `SELECT grants.client_id, MAX(COALESCE(used_at, refresh_tokens.created_at)) AS used
      FROM grants JOIN refresh_tokens ON grant_id = grants.id
      WHERE sub = $1 AND ended_at IS NULL AND grants.expires_at > $2 GROUP BY grants.client_id`
    const rows = await this.unitOfWork.reads.query(sql, [sub, this.clock.now()])
    return new Map(rows.map((row) => [row['client_id'] as string, Number(row['used'])]))
  }

  /** Puts a successor in the token's place; undefined when it had been rotated before. */
  async rotate(value: string, owner: RefreshTokenOwner): Promise<string | undefined> {
    const { id, key } = this.secrets.keyFor('refresh-successor')
    const sql = `UPDATE refresh_tokens SET rotated_at = $1, successor_key_id = $2 WHERE token_digest = $3 AND rotated_at IS NULL
      RETURNING 1 AS rotated`
    const values = [this.clock.now(), id, digestHandle('refresh_token', value)]
    return this.unitOfWork.run(async (tx) => {
      const rotated = await tx.query(sql, values)
      return rotated.length === 1 ? this.add(owner, successorOf(value, key)) : undefined
    })
  }

  /** The successor that a rotated token has, as long as that has not been used itself. */
  async findUnusedSuccessor(value: string, { successorKeyId }: RefreshToken): Promise<string | undefined> {
    const key = this.secrets.keysFor('refresh-successor').find(({ id }) => id === successorKeyId)
    if (!key) return undefined
    const successor = successorOf(value, key.key)
    return (await this.find(successor))?.rotatedAt === null ? successor : undefined
  }

  async removeOf(grantIds: readonly string[]): Promise<void> {
    await this.unitOfWork.run(({ entities }) => entities.delete(RefreshTokenRow, { grantId: In([...grantIds]) }))
  }

  expiredRows(now: EpochSeconds): ExpiredRows {
    return { table: 'refresh_tokens', key: 'token_digest', expiry: 'expires_at', before: now }
  }

  async sweepExpired(now: EpochSeconds, limit: number): Promise<number> {
    return deleteExpired(this.unitOfWork.writes, this.expiredRows(now), limit)
  }

  #expiry(grantExpiresAt: EpochSeconds, idleSeconds = this.lifetimes.refreshTokenIdle): EpochSeconds {
    return Math.min(this.clock.now() + idleSeconds, grantExpiresAt)
  }
}
