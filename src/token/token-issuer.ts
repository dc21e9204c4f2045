import { Injectable } from '@nestjs/common'
import { enforces } from '#libs/checks/enforces'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import type { DpopProof } from '#libs/dpop-proof/dpop-proof'
import { newId } from '#libs/opaque-token/opaque-token'
import { formatScope } from '#libs/scope/format-scope'
import { toAccessTokenClaims } from '#libs/token-claims/access-token-claims'
import { halfHash } from '#libs/token-claims/half-hash'
import { toIdTokenClaims } from '#libs/token-claims/id-token-claims'
import type { Audience } from '#libs/token-claims/resolve-audience'
import { selectIdTokenClaims } from '#libs/token-claims/select-claims'
import { Clock } from '../clock/clock'
import { LifetimeSettings } from '../config/lifetime-settings'
import { ServerSettings } from '../config/server-settings'
import type { Grant } from '../grants/grant'
import { SigningKeys } from '../keys/signing-keys'
import type { User } from '../users/users.repository'
import type { TokenResponse } from './token-request'

enforces('OIDCC-3.1.3.3', 'RFC9068-2.1', 'RFC9449-5')

/** Everything about the tokens that have been decided on. */
export interface TokenOrder {
  readonly client: RegisteredClient
  readonly proof: DpopProof | undefined
  readonly audience: Audience
  /** The grant and its person; absent where the client speaks for itself. */
  readonly person?: { readonly grant: Grant; readonly user: User; readonly nonce?: string | undefined; readonly withIdToken: boolean }
  readonly refreshToken?: string | undefined
}

/** Makes the tokens of an answer. Everything that could refuse has been asked before; nothing is written here. */
@Injectable()
export class TokenIssuer {
  constructor(
    private readonly signingKeys: SigningKeys,
    private readonly clock: Clock,
    private readonly lifetimes: LifetimeSettings,
    private readonly server: ServerSettings,
  ) {}

  async issue(order: TokenOrder): Promise<TokenResponse> {
    const lifetimeSeconds = order.client.isFapi2 ? this.lifetimes.accessTokenFapi2 : this.lifetimes.accessToken
    const accessToken = await this.#accessToken(order, lifetimeSeconds)
    const idToken = await this.#idToken(order, accessToken)
    return {
      access_token: accessToken,
      token_type: order.proof ? 'DPoP' : 'Bearer',
      expires_in: lifetimeSeconds,
      scope: formatScope(order.audience.scopes),
      ...(order.refreshToken !== undefined && { refresh_token: order.refreshToken }),
      ...(idToken !== undefined && { id_token: idToken }),
    }
  }

  #accessToken({ client, proof, audience, person }: TokenOrder, lifetimeSeconds: number): Promise<string> {
    const claims = toAccessTokenClaims({
      issuer: this.server.issuer,
      clientId: client.clientId,
      sub: person?.user.sub ?? client.clientId,
      audience: audience.audience,
      scopes: audience.scopes,
      jti: newId(),
      now: this.clock.now(),
      lifetimeSeconds,
      jkt: proof?.jkt,
      grant: person?.grant,
    })
    return this.signingKeys.sign('ES256', 'at+jwt', claims)
  }

  async #idToken({ client, person }: TokenOrder, accessToken: string): Promise<string | undefined> {
    if (!person?.withIdToken) return undefined
    const { grant, user, nonce } = person
    const { idTokenAlgorithm: algorithm } = client
    const { sid, authTime, acr, amr } = grant
    const login = { sub: user.sub, sid, authTime, acr, amr, nonce }
    const times = { now: this.clock.now(), lifetimeSeconds: this.lifetimes.idToken }
    const claims = toIdTokenClaims({
      ...login,
      ...times,
      issuer: this.server.issuer,
      clientId: client.clientId,
      accessTokenHash: halfHash(algorithm, accessToken),
      claims: selectIdTokenClaims(user.claims, grant.claims),
    })
    return this.signingKeys.sign(algorithm, 'JWT', claims)
  }
}
