import { Injectable } from '@nestjs/common'
import { enforces } from '#libs/checks/enforces'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import type { DpopProof } from '#libs/dpop-proof/dpop-proof'
import { newId } from '#libs/opaque-token/opaque-token'
import { formatScope } from '#libs/scope/format-scope'
import { toAccessTokenClaims } from '#libs/token-claims/access-token-claims'
import { accessTokenFormat } from '#libs/token-claims/access-token-format'
import { halfHash } from '#libs/token-claims/half-hash'
import { toIdTokenClaims } from '#libs/token-claims/id-token-claims'
import type { Audience } from '#libs/token-claims/resolve-audience'
import { Events } from '#platform/events/events'
import { Clock } from '#platform/clock/clock'
import { ServerSettings } from '#platform/config/server-settings'
import type { Lifetimes } from '#records/clients/lifetimes-of'
import type { Grant } from '#records/grants/grant'
import { Resources } from '#records/resources/resources.repository'
import { SigningKeys } from '#records/keys/signing-keys'
import type { User } from '#records/users/users.repository'
import { ClientLifetimes } from '../claims/client-lifetimes'
import { ReleaseClaims } from '../claims/release-claims'
import type { TokenResponse } from './token-request'

enforces('OIDCC-3.1.3.3', 'RFC9068-2.1', 'RFC9449-5', 'FAPI2-SP-FINAL-5.3.2.3')

type Claims = Readonly<Record<string, unknown>>

/** Everything about the tokens that have been decided on. */
export interface TokenOrder {
  readonly client: RegisteredClient
  readonly proof: DpopProof | undefined
  readonly audience: Audience
  /** The grant and its person; absent where the client speaks for itself. */
  readonly person?: { readonly grant: Grant; readonly user: User; readonly nonce?: string | undefined; readonly withIdToken: boolean }
  readonly refreshToken?: string | undefined
}

/** An order that is known of: what is left is to sign. */
export interface TokenPlan extends TokenOrder {
  readonly jti: string
  readonly lifetimes: Lifetimes
  /** What the tokens say of the person beside what the protocol says. */
  readonly released: { readonly access_token: Claims; readonly id_token: Claims }
}

/** Makes the tokens of an answer. Everything that could refuse has been asked before. */
@Injectable()
export class TokenIssuer {
  constructor(
    private readonly signingKeys: SigningKeys,
    private readonly resources: Resources,
    private readonly releaseClaims: ReleaseClaims,
    private readonly clock: Clock,
    private readonly lifetimes: ClientLifetimes,
    private readonly server: ServerSettings,
    private readonly events: Events,
  ) {}

  /** Tells what is going to be issued: in the unit of work that makes it so. */
  async plan(grantType: string, order: TokenOrder): Promise<TokenPlan> {
    const [jti, { client, audience, person, proof }] = [newId(), order]
    const whose = { clientId: client.clientId, sub: person?.user.sub ?? client.clientId, grantId: person?.grant.id }
    const what = { kinds: kindsOf(order), audience: audience.audience, scope: formatScope(audience.scopes), jti, jkt: proof?.jkt }
    await this.events.keep('tokens.issued', { grantType, ...whose, ...what })
    return { ...order, jti, released: await this.#release(order), lifetimes: await this.#lifetimesOf(order) }
  }

  /** Signs what was planned: outside of any unit of work. */
  async sign(order: TokenPlan): Promise<TokenResponse> {
    const { access_token: lifetimeSeconds } = order.lifetimes
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

  /** A client that speaks for itself has not logged in. */
  #lifetimesOf({ client, audience: { scopes }, person }: TokenOrder): Promise<Lifetimes> {
    return this.lifetimes.of(client, person?.grant ?? { acr: '', amr: [], scopes })
  }

  async #release({ client, audience, person }: TokenOrder): Promise<TokenPlan['released']> {
    if (!person) return { access_token: {}, id_token: {} }
    const release = { client, ...person, ...audience }
    if (person.withIdToken) return this.releaseClaims.execute(release, ['access_token', 'id_token'])
    return { ...(await this.releaseClaims.execute(release, ['access_token'])), id_token: {} }
  }

  async #accessToken({ client, proof, audience, person, jti, released }: TokenPlan, lifetimeSeconds: number): Promise<string> {
    const { algorithm, type } = accessTokenFormat(audience.audience, await this.resources.tokenFormats(), client)
    const claims = toAccessTokenClaims({
      issuer: this.server.issuer,
      clientId: client.clientId,
      sub: person?.user.sub ?? client.clientId,
      audience: audience.audience,
      scopes: audience.scopes,
      jti,
      now: this.clock.now(),
      lifetimeSeconds,
      jkt: proof?.jkt,
      grant: person?.grant,
      claims: released.access_token,
    })
    return this.signingKeys.sign(algorithm, type, claims)
  }

  async #idToken({ client, person, released, lifetimes }: TokenPlan, accessToken: string): Promise<string | undefined> {
    if (!person?.withIdToken) return undefined
    const { grant, user, nonce } = person
    const { idTokenAlgorithm: algorithm } = client
    const { sid, authTime, acr, amr } = grant
    const login = { sub: user.sub, sid: client.hasLogoutAddress ? sid : undefined, authTime, acr, amr, nonce }
    const times = { now: this.clock.now(), lifetimeSeconds: lifetimes.id_token }
    const claims = toIdTokenClaims({
      ...login,
      ...times,
      issuer: this.server.issuer,
      clientId: client.clientId,
      accessTokenHash: halfHash(algorithm, accessToken),
      claims: released.id_token,
    })
    return this.signingKeys.sign(algorithm, 'JWT', claims)
  }
}

const kindsOf = ({ refreshToken, person }: TokenOrder): readonly string[] => [
  'access_token',
  ...(refreshToken === undefined ? [] : ['refresh_token']),
  ...(person?.withIdToken ? ['id_token'] : []),
]
