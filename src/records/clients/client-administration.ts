import { Injectable } from '@nestjs/common'
import { MoreThan } from 'typeorm'
import type { ClientMetadata } from '#libs/client-metadata/client-metadata'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { Clock } from '#platform/clock/clock'
import { isEnabled, isRowEnabled } from '#platform/database/enabled-rows'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Events } from '#platform/events/events'
import { ClientRow } from './client.entity'

/** A client as an administrator sees it, disabled or not. */
export interface AdministeredClient {
  readonly clientId: string
  readonly metadata: ClientMetadata
  readonly disabled: boolean
  readonly disabledByHandAt: EpochSeconds | null
  readonly hasSecret: boolean
  readonly isSeeded: boolean
  readonly createdAt: EpochSeconds
  readonly updatedAt: EpochSeconds
}

/** What an administrator does to clients. A disabled one is refused by every node at once. */
@Injectable()
export class ClientAdministration {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  async find(clientId: string): Promise<AdministeredClient | undefined> {
    const row = await this.unitOfWork.find((entities) => entities.findOneBy(ClientRow, { clientId }))
    return row ? toAdministered(row) : undefined
  }

  /** Clients in the order of their ids, those after `after`. */
  async list(limit: number, after = ''): Promise<readonly AdministeredClient[]> {
    const query = { where: { clientId: MoreThan(after) }, order: { clientId: 'ASC' }, take: limit } as const
    return (await this.unitOfWork.find((entities) => entities.find(ClientRow, query))).map(toAdministered)
  }

  /** Until an administrator enables it, whatever a seed says. False when there is none that is not disabled by hand. */
  async disable(clientId: string): Promise<boolean> {
    const now = this.clock.now()
    const sql = `UPDATE clients SET disabled_by_hand_at = $1, updated_at = $2
      WHERE client_id = $3 AND disabled_by_hand_at IS NULL RETURNING client_id`
    return this.#change(clientId, 'disabled', sql, [now, now, clientId])
  }

  /** False when there is none that is disabled. */
  async enable(clientId: string): Promise<boolean> {
    const sql = `UPDATE clients SET disabled_by_hand_at = NULL, disabled_by_seed_at = NULL, updated_at = $1
      WHERE client_id = $2 AND NOT (${isEnabled}) RETURNING client_id`
    return this.#change(clientId, 'enabled', sql, [this.clock.now(), clientId])
  }

  async #change(clientId: string, change: string, sql: string, values: readonly (string | number)[]): Promise<boolean> {
    return this.unitOfWork.run(async (tx) => {
      const hasChanged = (await tx.query(sql, values)).length === 1
      if (hasChanged) await this.events.keep('client.changed', { clientId, change })
      return hasChanged
    })
  }
}

const toAdministered = (row: ClientRow): AdministeredClient => ({
  clientId: row.clientId,
  metadata: row.metadata,
  disabled: !isRowEnabled(row),
  disabledByHandAt: row.disabledByHandAt,
  hasSecret: row.secretHash !== null,
  isSeeded: row.seedDigest !== null,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
})
