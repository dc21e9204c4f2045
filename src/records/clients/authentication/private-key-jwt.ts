import { generateKeyPairSync } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { JWK } from 'jose'
import { enforces } from '#libs/checks/enforces'
import type { AssertionRules } from '#libs/client-assertion/assertion-rules'
import { verifyClientAssertion } from '#libs/client-assertion/verify-client-assertion'
import { readAssertionKeyId } from '#libs/client-assertion/read-assertion-key-id'
import type { SingleUse } from '#records/replay/replay-marks'
import { Clock } from '#platform/clock/clock'
import { LifetimeSettings } from '#platform/config/lifetime-settings'
import { ServerSettings } from '#platform/config/server-settings'
import { ClientKeys } from '../client-keys'
import type { KnownClient } from '../clients.repository'
import { AuthenticatesClient } from './client-authentication-method'
import type { ClientAuthenticationMethod } from './client-authentication-method'
import type { ClientCredentials } from './client-credentials'

enforces('RFC7523-2.2', 'OIDCC-9', 'RFC7523-3.2')

/** Seconds that exp of an assertion may lie ahead for a client of the profile oidc. */
const oidcAssertionLifetime = 3_600

/**
 * A JWT that the client signs with its private key.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#ClientAuthentication
 * @see https://www.rfc-editor.org/rfc/rfc7523#section-3
 */
@Injectable()
@AuthenticatesClient('private_key_jwt')
export class PrivateKeyJwt implements ClientAuthenticationMethod {
  // An unknown client's assertion is verified too, against a key that nobody holds.
  readonly #decoy = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }) as JWK

  constructor(
    private readonly clientKeys: ClientKeys,
    private readonly clock: Clock,
    private readonly lifetimes: LifetimeSettings,
    private readonly server: ServerSettings,
  ) {}

  async authenticate(credentials: ClientCredentials, known: KnownClient | undefined, path: string): Promise<readonly SingleUse[]> {
    const assertion = 'assertion' in credentials ? credentials.assertion : ''
    const keys = known ? await this.clientKeys.keysOf(known.client, readAssertionKeyId(assertion)) : [this.#decoy]
    const { jti, expiresAt } = await verifyClientAssertion({
      assertion,
      clientId: credentials.clientId,
      issuer: this.server.issuer,
      keys,
      algorithms: known?.client.assertionAlgorithms ?? ['ES256'],
      now: this.clock.now(),
      ...this.#termsOf(known, path),
    })
    return [{ purpose: 'client-assertion', maker: credentials.clientId, id: jti, expiresAt }]
  }

  /** Libraries for OpenID Connect make assertions for the token endpoint that live up to an hour; FAPI 2.0 allows neither. */
  #termsOf(known: KnownClient | undefined, path: string): Pick<AssertionRules, 'endpoints' | 'maxLifetimeSeconds'> {
    if (!known?.client.acceptsEndpointAudience) return { maxLifetimeSeconds: this.lifetimes.clientAssertion }
    return { endpoints: [...new Set(['/token', path])].map((one) => this.server.issuer + one), maxLifetimeSeconds: oidcAssertionLifetime }
  }
}
