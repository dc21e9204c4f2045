import { Injectable } from '@nestjs/common'
import { defineCheck } from '#libs/checks/define-check'
import { JwsError } from '#libs/jws/jws-error'
import type { VerifiedJws } from '#libs/jws/verify-jws'
import { invalidToken } from '#libs/oauth-errors/factories'
import { words } from '#libs/oauth-params/excerpt'
import { readAccessToken } from '#libs/resource-server/read-access-token'
import type { VerifiedAccessToken } from '#libs/resource-server/verified-access-token'
import type { ScopesByResource } from '#libs/authorization/authorization'
import type { AccessTokenType } from '#libs/token-claims/access-token-format'
import { Clock } from '#platform/clock/clock'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { Clients } from '#records/clients/clients.repository'
import { ServerSettings } from '#platform/config/server-settings'
import type { Grant } from '#records/grants/grant'
import { signingAlgorithms } from '#libs/jws/signing-algorithms'
import { Resources } from '#records/resources/resources.repository'
import { SigningKeys } from '#records/keys/signing-keys'
import { LiveGrants } from './live-grant'
import type { GrantWithUser } from './live-grant'
import { RevokedAccessTokens } from './revoked-access-tokens.repository'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import type { User } from '#records/users/users.repository'

/** What one of our access tokens says, verified, and what only its issuer looks at. */
export interface AccessToken extends VerifiedAccessToken {
  readonly audience: readonly string[]
  readonly grantId: string | undefined
}

/** An access token that still counts, with the grant and person behind it where there is one, and its client unless that is gone or disabled. */
export interface LiveAccessToken {
  readonly token: AccessToken
  readonly client: RegisteredClient | undefined
  readonly grant: Grant | undefined
  readonly user: User | undefined
}

const types: readonly AccessTokenType[] = ['at+jwt', 'JWT']

const checkOwnSignature = defineCheck({
  name: 'access-token',
  clauses: ['RFC9068-4', 'FAPI2-SP-FINAL-5.3.4-3', 'RFC9068-5', 'SEC-50', 'SEC-230'],
  hint: 'Send an access token of this server, unchanged; one that a withdrawn key signed is good no more.',
  async check(value: string, keys: SigningKeys): Promise<VerifiedJws> {
    try {
      return await keys.verify(value, signingAlgorithms)
    } catch (error) {
      throw error instanceof JwsError ? invalidToken('the token is not valid', { reason: error.message }) : error
    }
  },
})

/** ID tokens have the type JWT too: an access token of that type is for a resource, which no ID token ever is. */
const checkTypeOfResource = defineCheck({
  name: 'access-token-of-resource',
  clauses: ['RFC8725-3.11', 'RFC9068-5'],
  hint: 'Send the access_token of the token response; an ID token speaks to the client, not to an API.',
  check({ header: { typ } }: VerifiedJws, { audience }: AccessToken, resources: ScopesByResource): void {
    if (typ === 'JWT' && !audience.some((one) => resources.has(one)))
      throw invalidToken('the token is not an access token', { expected: words`at+jwt`, received: words`JWT` })
  },
})

const checkNotRevoked = defineCheck({
  name: 'access-token-not-revoked',
  clauses: ['RFC7009-2.1', 'FAPI2-SP-FINAL-5.3.4-3', 'SEC-50', 'SEC-64'],
  hint: 'The token was revoked, or the grant it came of has ended. Ask for new tokens.',
  check(isRevoked: boolean) {
    if (isRevoked) throw invalidToken('the token is not valid', { reason: 'it was revoked, or its grant has ended' })
  },
})

/** Access tokens at this server's own endpoints: signature, time, revocation, and the grant behind them. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly signingKeys: SigningKeys,
    private readonly resources: Resources,
    private readonly revoked: RevokedAccessTokens,
    private readonly liveGrants: LiveGrants,
    private readonly clients: Clients,
    private readonly clock: Clock,
    private readonly server: ServerSettings,
  ) {}

  /**
   * What the token says, whether or not it has been revoked.
   *
   * @throws OAuthError invalid_token
   */
  async read(value: string): Promise<AccessToken> {
    const verified = await checkOwnSignature(value, this.signingKeys)
    const rules = { issuer: this.server.issuer, types, now: this.clock.now(), clockSkewSeconds: 0 }
    const token = toAccessToken(readAccessToken(verified, rules))
    checkTypeOfResource(verified, token, await this.resources.all())
    return token
  }

  /**
   * The token with all that it rests on, as long as that lasts.
   *
   * @throws OAuthError invalid_token
   */
  async get(value: string): Promise<LiveAccessToken> {
    const token = await this.read(value)
    const [isRevoked, live, client] = await Promise.all([this.revoked.has(token.jti), this.#live(token), this.clients.find(token.clientId)])
    checkNotRevoked(isRevoked || live === undefined)
    return { token, client, grant: live?.grant, user: live?.user }
  }

  async revoke({ jti, expiresAt }: AccessToken): Promise<void> {
    await this.revoked.add(jti, expiresAt)
  }

  /** What the token rests on: nothing, or a grant and a person; undefined where these have ended. */
  async #live({ grantId }: AccessToken): Promise<Partial<GrantWithUser> | undefined> {
    if (grantId === undefined) return {}
    try {
      return await this.liveGrants.get(grantId)
    } catch (error) {
      if (error instanceof OAuthError && error.code === 'invalid_grant') return undefined
      throw error
    }
  }
}

const toAccessToken = (token: VerifiedAccessToken): AccessToken => {
  const { aud, grant_id: grantId } = token.claims
  return { ...token, audience: [aud].flat().map(String), grantId: typeof grantId === 'string' ? grantId : undefined }
}
