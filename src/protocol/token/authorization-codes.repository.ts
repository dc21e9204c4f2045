import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { digestHandle, newHandle } from '#libs/opaque-token/opaque-token'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { Clock } from '#platform/clock/clock'
import { LifetimeSettings } from '#platform/config/lifetime-settings'
import { findRow } from '#platform/database/entity-rows'
import { insertIfAbsent } from '#platform/database/rows'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { AuthorizationCodeRow } from './authorization-code.entity'
import { enforces } from '#libs/checks/enforces'

enforces('RFC7636-4.4')

/** What a code was given for. */
export interface AuthorizationCode {
  readonly grantId: string
  readonly clientId: string
  readonly redirectUri: string
  readonly codeChallenge: string | null
  readonly dpopJkt: string | null
  readonly nonce: string | null
  readonly expiresAt: EpochSeconds
  readonly usedAt: EpochSeconds | null
  readonly flowId: string
}

export type NewAuthorizationCode = Omit<AuthorizationCode, 'expiresAt' | 'usedAt'> & { readonly interactionId: string }

/** Authorization codes: kept by digest, used once. */
@Injectable()
export class AuthorizationCodes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly lifetimes: LifetimeSettings,
  ) {}

  /** Makes a code; undefined when the interaction has had one before. */
  async add(code: NewAuthorizationCode): Promise<string | undefined> {
    const handle = newHandle()
    const row = {
      code_digest: digestHandle('code', handle),
      interaction_id: code.interactionId,
      grant_id: code.grantId,
      client_id: code.clientId,
      redirect_uri: code.redirectUri,
      code_challenge: code.codeChallenge,
      dpop_jkt: code.dpopJkt,
      nonce: code.nonce,
      expires_at: this.clock.now() + this.lifetimes.code,
      flow_id: code.flowId,
    }
    const isFirst = await insertIfAbsent(this.unitOfWork.writes, 'authorization_codes', row)
    return isFirst ? handle : undefined
  }

  async find(code: string): Promise<AuthorizationCode | undefined> {
    const digest = digestHandle('code', code)
    return findRow(this.unitOfWork.lookUps, AuthorizationCodeRow, 'code_digest = $1', [digest])
  }

  /** Takes the code out of circulation. False when somebody took it before. */
  async take(code: string): Promise<boolean> {
    const sql = 'UPDATE authorization_codes SET used_at = $1 WHERE code_digest = $2 AND used_at IS NULL RETURNING 1 AS taken'
    const values = [this.clock.now(), digestHandle('code', code)]
    return (await this.unitOfWork.writes.query(sql, values)).length === 1
  }

  /** Grants whose code was never used and has been over since `before`. */
  async findAbandoned(before: EpochSeconds, limit: number): Promise<readonly string[]> {
    // That it expires at all is the index's condition, too, so that the planner uses it here and nowhere else.
    const sql = 'SELECT grant_id FROM authorization_codes WHERE expires_at < $1 AND expires_at > 0 AND used_at IS NULL LIMIT $2'
    return (await this.unitOfWork.reads.query(sql, [before, limit])).map((row) => row['grant_id'] as string)
  }

  async removeOf(grantIds: readonly string[]): Promise<void> {
    await this.unitOfWork.run(({ entities }) => entities.delete(AuthorizationCodeRow, { grantId: In([...grantIds]) }))
  }
}
