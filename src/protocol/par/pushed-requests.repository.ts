import { Injectable } from '@nestjs/common'
import type { AuthorizationParams } from '#libs/authorization-request/authorization-params'
import { enforces } from '#libs/checks/enforces'
import { digestHandle, newHandle } from '#libs/opaque-token/opaque-token'
import { open, seal } from '#libs/sealed-box/sealed-box'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { Clock } from '#platform/clock/clock'
import { LifetimeSettings } from '#platform/config/lifetime-settings'
import { deleteExpired } from '#platform/database/delete-expired'
import type { ExpiredRows } from '#platform/database/delete-expired'
import { findRow, insertRow } from '#platform/database/entity-rows'
import { SweepsExpired } from '#platform/database/sweeps-expired'
import type { SweepsRows } from '#platform/database/sweeps-expired'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Secrets } from '#platform/secrets/secrets'
import { PushedRequestRow } from './pushed-request.entity'

enforces('RFC9126-2.1', 'RFC9126-2.2', 'RFC9126-7.3', 'FAPI2-SP-FINAL-5.3.2.2-12', 'RFC9126-7.1')

/** How a reference to a pushed request begins (RFC 9126 §2.2). */
export const requestUriPrefix = 'urn:ietf:params:oauth:request_uri:'

/** An authorization request that a client pushed. */
export interface PushedRequest {
  /** Finds it again; tells nothing of the reference itself. */
  readonly digest: string
  readonly clientId: string
  readonly params: AuthorizationParams
  readonly dpopJkt: string | undefined
  readonly flowId: string
}

export interface NewPushedRequest {
  readonly clientId: string
  readonly params: AuthorizationParams
  readonly dpopJkt: string | undefined
  readonly flowId: string
}

/** Pushed authorization requests: kept by the digest of their reference, used up once. */
@Injectable()
@SweepsExpired()
export class PushedRequests implements SweepsRows {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly lifetimes: LifetimeSettings,
    private readonly secrets: Secrets,
  ) {}

  async save(request: NewPushedRequest): Promise<{ requestUri: string; expiresInSeconds: number }> {
    const [handle, now] = [newHandle(), this.clock.now()]
    const { requestUri: expiresInSeconds, interaction } = this.lifetimes
    const opensUntil = now + expiresInSeconds
    const times = { opensUntil, expiresAt: opensUntil + interaction, usedAt: null }
    const handleDigest = digestHandle('request_uri', handle)
    const params = this.#withHint(request.params, (hint) => seal(hint, this.secrets.keysFor('pushed-request'), handleDigest))
    const row = { ...request, params, dpopJkt: request.dpopJkt ?? null, ...times, handleDigest }
    await insertRow(this.unitOfWork.writes, PushedRequestRow, row)
    return { requestUri: `${requestUriPrefix}${handle}`, expiresInSeconds }
  }

  /** What a reference stands for, as long as it may be opened; opening it changes nothing. */
  async findOpen(requestUri: string): Promise<PushedRequest | undefined> {
    if (!requestUri.startsWith(requestUriPrefix)) return undefined
    const digest = digestHandle('request_uri', requestUri.slice(requestUriPrefix.length))
    const row = await this.#find(digest)
    return row && row.opensUntil > this.clock.now() ? this.#toPushedRequest(row) : undefined
  }

  /** What an interaction that opened it in time goes on with. */
  async findOpened(digest: string): Promise<PushedRequest | undefined> {
    const row = await this.#find(digest)
    return row && row.expiresAt > this.clock.now() ? this.#toPushedRequest(row) : undefined
  }

  /** Uses the request up. False when somebody did before. */
  async take(digest: string): Promise<boolean> {
    const sql = 'UPDATE pushed_requests SET used_at = $1 WHERE handle_digest = $2 AND used_at IS NULL RETURNING 1 AS taken'
    return (await this.unitOfWork.writes.query(sql, [this.clock.now(), digest])).length === 1
  }

  /** Has the client as many requests waiting as it may? */
  async isFull(clientId: string, limit: number): Promise<boolean> {
    // The index of waiting requests is taken where both of its conditions are named.
    // The value is cast: one that may be compared with the index's own condition has SQLite prepare the statement anew each time.
    const waiting = 'CAST($2 AS bigint) < opens_until AND used_at IS NULL AND opens_until > 0'
    const sql = `SELECT 1 AS waiting FROM pushed_requests WHERE client_id = $1 AND ${waiting} LIMIT 1 OFFSET $3`
    return (await this.unitOfWork.lookUps.query(sql, [clientId, this.clock.now(), limit - 1])).length > 0
  }

  expiredRows(now: EpochSeconds): ExpiredRows {
    return { table: 'pushed_requests', key: 'handle_digest', expiry: 'expires_at', before: now }
  }

  async sweepExpired(now: EpochSeconds, limit: number): Promise<number> {
    return deleteExpired(this.unitOfWork.writes, this.expiredRows(now), limit)
  }

  async #find(digest: string): Promise<PushedRequestRow | undefined> {
    const where = 'handle_digest = $1 AND used_at IS NULL'
    return findRow(this.unitOfWork.lookUps, PushedRequestRow, where, [digest])
  }

  #toPushedRequest({ handleDigest: digest, clientId, params, dpopJkt, flowId }: PushedRequestRow): PushedRequest {
    const opened = this.#withHint(params, (hint) => open(hint, this.secrets.keysFor('pushed-request'), digest) ?? hint)
    return { digest, clientId, params: opened, dpopJkt: dpopJkt ?? undefined, flowId }
  }

  /** A hint is a person's ID token: it is kept sealed. One that does not open is no ID token, and refused as such. */
  #withHint(params: AuthorizationParams, change: (hint: string) => string): AuthorizationParams {
    const hint = params.id_token_hint
    return hint === undefined ? params : { ...params, id_token_hint: change(hint) }
  }
}
