import { Injectable } from '@nestjs/common'
import { enforces } from '#libs/checks/enforces'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Events } from '#platform/events/events'
import { Grants } from '#records/grants/grants.repository'
import type { Flow } from '#platform/events/flow'
import { AccessTokens } from '#protocol/token/access-tokens'
import { RefreshTokens } from '#protocol/token/refresh-tokens.repository'

enforces('RFC7009-2', 'RFC7009-2.1', 'RFC7009-2.2')

/**
 * Ends a token at its client's wish: a refresh token with its grant and everything else that came of it, an access token alone. A token
 * that is unknown, or somebody else's, changes nothing and is no error.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7009#section-2.1
 */
@Injectable()
export class RevokeToken {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly refreshTokens: RefreshTokens,
    private readonly grants: Grants,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
  ) {}

  async execute(value: string, client: RegisteredClient, flow: Flow): Promise<void> {
    await (value.includes('.') ? this.#accessToken(value, client, flow) : this.#refreshToken(value, client, flow))
  }

  async #accessToken(value: string, client: RegisteredClient, flow: Flow): Promise<void> {
    try {
      const token = await this.accessTokens.read(value)
      if (token.clientId !== client.clientId) return this.#leave('the access token is of another client')
      const grant = token.grantId === undefined ? undefined : await this.grants.findLive(token.grantId)
      if (grant) flow.adopt(grant.flowId)
      await this.unitOfWork.run(async () => {
        await this.accessTokens.revoke(token)
        const { clientId, jti, grantId } = token
        await this.events.keep('token.revoked', { clientId, kind: 'access_token', jti, grantId })
      })
    } catch (error) {
      if (!(error instanceof OAuthError && error.code === 'invalid_token')) throw error
      this.#leave(error.evidence.reason ?? error.description)
    }
  }

  async #refreshToken(value: string, client: RegisteredClient, flow: Flow): Promise<void> {
    const token = await this.refreshTokens.find(value)
    if (!token) return this.#leave('there is no such refresh token')
    if (token.clientId !== client.clientId) return this.#leave('the refresh token is of another client')
    flow.adopt(token.flowId)
    const { clientId, grantId } = token
    await this.unitOfWork.run(async () => {
      await this.events.keep('token.revoked', { clientId, kind: 'refresh_token', jti: undefined, grantId })
      await this.grants.end(grantId, 'its refresh token was revoked')
    })
  }

  /** The client hears of success all the same; the flow hears why there was nothing to do. */
  #leave(reason: string): void {
    this.events.note('token.left', { reason })
  }
}
