import type { webcrypto } from 'node:crypto'
import * as client from 'openid-client'

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' }
/** A token is renewed this many seconds before it ends. */
const reserve = 10

/** A program that speaks for itself: it proves itself by a key, and its tokens are bound to another. */
export class NightlyJob {
  #token: { readonly value: string; readonly until: number } | undefined

  private constructor(
    private readonly config: client.Configuration,
    private readonly DPoP: client.DPoPHandle,
  ) {}

  static async connect(issuer: string, jwk: webcrypto.JsonWebKey & { kid: string }): Promise<NightlyJob> {
    const key = await crypto.subtle.importKey('jwk', jwk, ecdsa, false, ['sign'])
    const onThisMachine = issuer.startsWith('http:') ? [client.allowInsecureRequests] : []
    const authentication = client.PrivateKeyJwt({ key, kid: jwk.kid })
    const config = await client.discovery(new URL(issuer), 'nightly-job', undefined, authentication, { execute: onThisMachine })
    return new NightlyJob(config, client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256')))
  }

  /** Asks an API; a token serves for many requests. */
  async get(url: URL): Promise<Response> {
    return client.fetchProtectedResource(this.config, await this.#accessToken(), url, 'GET', undefined, undefined, { DPoP: this.DPoP })
  }

  async #accessToken(): Promise<string> {
    if (this.#token && Date.now() < this.#token.until) return this.#token.value
    const tokens = await client.clientCredentialsGrant(this.config, { scope: 'payments' }, { DPoP: this.DPoP })
    this.#token = { value: tokens.access_token, until: Date.now() + ((tokens.expiresIn() ?? 0) - reserve) * 1000 }
    return tokens.access_token
  }
}
