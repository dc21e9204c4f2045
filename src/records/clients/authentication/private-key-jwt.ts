import { generateKeyPairSync } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { JWK } from 'jose'
import { enforces } from '#libs/checks/enforces'
import type { AssertionRules } from '#libs/client-assertion/assertion-rules'
import { defineCheck } from '#libs/checks/define-check'
import { invalidClient } from '#libs/oauth-errors/factories'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { verifyClientAssertion } from '#libs/client-assertion/verify-client-assertion'
import type { VerifiedAssertion } from '#libs/client-assertion/verify-client-assertion'
import { readAssertionKeyId } from '#libs/client-assertion/read-assertion-key-id'
import { Clock } from '#platform/clock/clock'
import { LifetimeSettings } from '#platform/config/lifetime-settings'
import { ServerSettings } from '#platform/config/server-settings'
import { ClientKeys } from '../client-keys'
import type { ClientKeySet } from '../client-keys'
import type { KnownClient } from '../clients.repository'
import { AuthenticatesClient } from './client-authentication-method'
import type { ClientAuthenticationMethod, ClientProof } from './client-authentication-method'
import type { ClientCredentials } from './client-credentials'

enforces('RFC7523-2.2', 'OIDCC-9', 'RFC7523-3.2')

const checkClientKeys = defineCheck({
  name: 'client-keys',
  clauses: ['OIDCC-10.1', 'RFC7517-5'],
  hint: 'Make the jwks_uri of the client answer to this server: https, status 200, a JSON object with a list named keys, public keys of RSA (2048 bits or more), P-256 or Ed25519.',
  check({ fault }: ClientKeySet) {
    if (fault !== undefined) throw invalidClient(`the jwks_uri of the client could not be used: ${fault}`)
  },
})

type Rules = Omit<Parameters<typeof verifyClientAssertion>[0], 'keys'>

const isOfSignature = (error: unknown) => error instanceof OAuthError && error.refusal?.check === 'check-assertion-signature'

/** Where no key verifies an assertion, and there was no newer answer from the jwks_uri, that is the reason. */
const verifyBy = (set: ClientKeySet, rules: Rules): Promise<VerifiedAssertion> =>
  verifyClientAssertion({ ...rules, keys: set.keys }).catch((error: unknown) => {
    if (isOfSignature(error)) checkClientKeys(set)
    throw error
  })

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

  async authenticate(credentials: ClientCredentials, known: KnownClient | undefined, path: string): Promise<ClientProof> {
    const assertion = 'assertion' in credentials ? credentials.assertion : ''
    const rules = {
      assertion,
      clientId: credentials.clientId,
      issuer: this.server.issuer,
      algorithms: known?.client.assertionAlgorithms ?? ['ES256'],
      now: this.clock.now(),
      ...this.#termsOf(known, path),
    }
    const { jti, expiresAt } = await this.#verify(rules, known)
    return { uses: [{ purpose: 'client-assertion', maker: credentials.clientId, id: jti, expiresAt }] }
  }

  /** An assertion that no key verifies is tried once more by the keys that the client publishes now. */
  async #verify(rules: Rules, known: KnownClient | undefined): Promise<VerifiedAssertion> {
    if (!known) return verifyClientAssertion({ ...rules, keys: [this.#decoy] })
    const { client } = known
    const atHand = await this.clientKeys.keysOf(client, readAssertionKeyId(rules.assertion))
    return verifyClientAssertion({ ...rules, keys: atHand.keys }).catch(async (error: unknown) => {
      if (!isOfSignature(error)) throw error
      const renewed = await this.clientKeys.renewed(client)
      if (renewed) return verifyBy(renewed, rules)
      checkClientKeys(atHand)
      throw error
    })
  }

  /** Libraries for OpenID Connect make assertions for the token endpoint that live up to an hour; FAPI 2.0 allows neither. */
  #termsOf(known: KnownClient | undefined, path: string): Pick<AssertionRules, 'endpoints' | 'maxLifetimeSeconds'> {
    if (!known?.client.acceptsEndpointAudience) return { maxLifetimeSeconds: this.lifetimes.clientAssertion }
    return { endpoints: [...new Set(['/token', path])].map((one) => this.server.urlOf(one)), maxLifetimeSeconds: oidcAssertionLifetime }
  }
}
