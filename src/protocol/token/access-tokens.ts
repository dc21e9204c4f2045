import { Injectable } from '@nestjs/common'
import { defineCheck } from '#libs/checks/define-check'
import { JwsError } from '#libs/jws/jws-error'
import { invalidToken } from '#libs/oauth-errors/factories'
import { excerpt, words } from '#libs/oauth-params/excerpt'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { Clock } from '#platform/clock/clock'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { Clients } from '#records/clients/clients.repository'
import { ServerSettings } from '#platform/config/server-settings'
import type { Grant } from '#records/grants/grant'
import { SigningKeys } from '#records/keys/signing-keys'
import { LiveGrants } from './live-grant'
import type { GrantWithUser } from './live-grant'
import { RevokedAccessTokens } from './revoked-access-tokens.repository'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import type { User } from '#records/users/users.repository'

/** What one of our access tokens says, verified. */
export interface AccessToken {
  readonly jti: string
  readonly clientId: string
  readonly sub: string
  readonly audience: readonly string[]
  readonly scopes: readonly string[]
  readonly issuedAt: EpochSeconds
  readonly expiresAt: EpochSeconds
  /** The thumbprint of the key it is bound to. */
  readonly jkt: string | undefined
  readonly grantId: string | undefined
  /** The claims as they were signed. */
  readonly claims: Readonly<Record<string, unknown>>
}

/** An access token that still counts, with the grant and person behind it where there is one, and its client unless that is gone or disabled. */
export interface LiveAccessToken {
  readonly token: AccessToken
  readonly client: RegisteredClient | undefined
  readonly grant: Grant | undefined
  readonly user: User | undefined
}

const checkAccessToken = defineCheck({
  name: 'access-token',
  clauses: ['RFC9068-4', 'RFC8725-3.11', 'FAPI2-SP-FINAL-5.3.4-3', 'RFC9068-5', 'SEC-50', 'SEC-230'],
  hint: 'Send an access token of this server, unchanged, before it expires; an ID token is none.',
  async check(value: string, keys: SigningKeys, issuer: string, now: EpochSeconds): Promise<AccessToken> {
    const { header, payload } = await verifyOwn(value, keys)
    if (header.typ !== 'at+jwt')
      throw invalidToken('the token is no access token', { expected: words`at+jwt`, received: excerpt(header.typ) })
    if (payload['iss'] !== issuer) throw invalidToken('the token was not issued here')
    if (typeof payload['exp'] !== 'number' || payload['exp'] <= now) throw invalidToken('the token has expired')
    return toAccessToken(payload)
  },
})

const verifyOwn = async (value: string, keys: SigningKeys) => {
  try {
    return await keys.verify(value, ['ES256'])
  } catch (error) {
    throw error instanceof JwsError ? invalidToken('the token is not valid', { reason: error.message }) : error
  }
}

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
    return checkAccessToken(value, this.signingKeys, this.server.issuer, this.clock.now())
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

const toAccessToken = (claims: Readonly<Record<string, unknown>>): AccessToken => {
  const { jti, client_id: clientId, sub, aud, scope = '', iat, exp, cnf, grant_id: grantId } = claims
  return {
    jti: String(jti),
    clientId: String(clientId),
    sub: String(sub),
    audience: [aud].flat().map(String),
    scopes: String(scope).split(' ').filter(Boolean),
    issuedAt: Number(iat),
    expiresAt: Number(exp),
    jkt: (cnf as { jkt?: string } | undefined)?.jkt,
    grantId: grantId as string | undefined,
    claims,
  }
}
