import type { ServedAt } from './served-at'
import { random, sha256, TestKey } from './test-keys'

type Params = Readonly<Record<string, string | readonly string[] | undefined>>
type Claims = Readonly<Record<string, unknown>>

/** A proof of one's own, or none (null); without it a fresh one goes along. */
export interface CallOptions {
  readonly dpop?: string | null
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly json: Record<string, unknown>
}

export const toForm = (params: Params): URLSearchParams => {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) for (const one of [value ?? []].flat()) form.append(name, one)
  return form
}

const parse = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}

export const read = async (response: Response): Promise<Answer> => {
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: parse(text) }
}

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** A client by hand: it does everything right until it is told to do something else. */
export class RelyingParty {
  proofKey = new TestKey('ES256')
  verifier = random(32)

  constructor(
    readonly server: ServedAt,
    readonly clientId: string,
    readonly key: TestKey = new TestKey('ES256'),
    readonly redirectUri = 'https://rp.example.com/cb',
  ) {}

  get now(): number {
    return this.server.clock.now()
  }

  url(path: string): string {
    return `${this.server.issuer}${path}`
  }

  assertion(claims: Claims = {}, header: Claims = {}, key: TestKey = this.key): string {
    const { clientId, now } = this
    const usual = { iss: clientId, sub: clientId, aud: this.server.issuer, jti: random(), iat: now, nbf: now, exp: now + 60 }
    return key.jwt({ kid: key.kid, ...header }, { ...usual, ...claims })
  }

  proof(method: string, url: string, claims: Claims = {}, header: Claims = {}, key: TestKey = this.proofKey): string {
    return key.jwt({ typ: 'dpop+jwt', jwk: key.bareJwk, ...header }, { htm: method, htu: url, jti: random(), iat: this.now, ...claims })
  }

  /** Form parameters that authenticate the client by a fresh assertion. */
  authentication(): Params {
    return { client_id: this.clientId, client_assertion_type: jwtBearer, client_assertion: this.assertion() }
  }

  async post(path: string, params: Params, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return read(await fetch(this.url(path), { method: 'POST', body: toForm(params), headers }))
  }

  /** A request with assertion and proof; either can be replaced or left out (undefined). */
  async call(path: string, params: Params, { dpop }: CallOptions = {}): Promise<Answer> {
    const proof = dpop === undefined ? this.proof('POST', this.url(path)) : dpop
    return this.post(path, { ...this.authentication(), ...params }, proof === null ? {} : { dpop: proof })
  }

  authorizationParams(overrides: Params = {}): Params {
    return {
      response_type: 'code',
      redirect_uri: this.redirectUri,
      scope: 'openid profile email offline_access',
      state: 'a-state',
      nonce: 'a-nonce',
      code_challenge: sha256(this.verifier),
      code_challenge_method: 'S256',
      ...overrides,
    }
  }

  async push(overrides: Params = {}, options: { dpop?: string | null } = { dpop: null }): Promise<Answer> {
    return this.call('/par', this.authorizationParams(overrides), options)
  }

  authorizationUrl(params: Params): string {
    return `${this.url('/authorize')}?${toForm({ client_id: this.clientId, ...params }).toString()}`
  }

  /** The address that opens a freshly pushed request. */
  async pushedUrl(overrides: Params = {}, options?: { dpop?: string | null }): Promise<string> {
    const { status, json, text } = await this.push(overrides, options)
    if (status !== 201) throw new Error(`pushed request refused: ${status} ${text}`)
    return this.authorizationUrl({ request_uri: String(json['request_uri']) })
  }

  async redeem(code: string, overrides: Params = {}, options: { dpop?: string | null } = {}): Promise<Answer> {
    const params = { grant_type: 'authorization_code', code, redirect_uri: this.redirectUri, code_verifier: this.verifier }
    return this.call('/token', { ...params, ...overrides }, options)
  }

  async refresh(refreshToken: string, overrides: Params = {}, options: { dpop?: string | null } = {}): Promise<Answer> {
    return this.call('/token', { grant_type: 'refresh_token', refresh_token: refreshToken, ...overrides }, options)
  }

  async introspect(token: string): Promise<Answer> {
    return this.call('/introspect', { token }, { dpop: null })
  }

  async revoke(token: string): Promise<Answer> {
    return this.call('/revoke', { token }, { dpop: null })
  }

  async userinfo(accessToken: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const url = this.url('/userinfo')
    const usual = { authorization: `DPoP ${accessToken}`, dpop: this.proof('GET', url, { ath: sha256(accessToken) }) }
    return read(await fetch(url, { headers: { ...usual, ...headers } }))
  }
}
