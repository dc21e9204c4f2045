import { createPublicKey, verify } from 'node:crypto'
import { Browser } from './browser.mjs'
import { UnexpectedAnswer } from './http-client.mjs'
import { jwtMaker, nowSeconds, random, sha256 } from './keys.mjs'

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const scope = 'openid email profile offline_access'
const assertionSeconds = 60

/** A FAPI 2.0 client (private_key_jwt, pushed requests, PKCE, DPoP), with a resource server that introspects its tokens. */
export class RelyingParty {
  #metadata
  #nonce
  #isIdTokenProven = false

  /** @param known the clients that the server knows: of each its clientId and key; and the person's name and password */
  constructor(http, base, { client, furtherClients, resourceServer, dpopKey, callback, person }) {
    Object.assign(this, { http, base, client, furtherClients, resourceServer, callback, person })
    this.assertions = new Map()
    this.makeProof = jwtMaker(dpopKey, { typ: 'dpop+jwt', jwk: dpopKey.bare })
  }

  /** Reads the server's documents. */
  async discover() {
    this.#metadata = await this.http.getJson('discovery', `${this.base}/.well-known/openid-configuration`)
    this.keys = await this.http.getJson('jwks', this.#metadata.jwks_uri)
  }

  /** @param more parameters beside the usual ones */
  async push(client = this.client, more = {}) {
    const secrets = { verifier: random(32), state: random(), nonce: random() }
    const request = {
      response_type: 'code',
      redirect_uri: this.callback,
      scope,
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: sha256(secrets.verifier),
      code_challenge_method: 'S256',
      ...more,
    }
    const answer = await this.#post('par', this.#metadata.pushed_authorization_request_endpoint, request, { client })
    return { ...secrets, requestUri: answer.request_uri }
  }

  /** A login in a new browser, from the pushed request to the code. */
  async authorize({ requestUri, state }) {
    const query = new URLSearchParams({ client_id: this.client.clientId, request_uri: requestUri })
    const browser = new Browser(this.http, this.person)
    const answer = await browser.authorize(`${this.#metadata.authorization_endpoint}?${query}`, this.callback)
    if (answer.get('state') !== state || answer.get('iss') !== this.#metadata.issuer) throw new Error(`a wrong answer came: ${answer}`)
    return answer.get('code')
  }

  async redeem(code, { verifier }) {
    const request = { grant_type: 'authorization_code', code, redirect_uri: this.callback, code_verifier: verifier }
    const tokens = await this.#post('code', this.#metadata.token_endpoint, request)
    if (tokens.token_type !== 'DPoP' || !tokens.refresh_token) throw new Error('the code gave no bound tokens')
    this.#proveIdToken(tokens.id_token)
    return tokens
  }

  /** From the pushed request to the tokens. */
  async logIn(more = {}) {
    const pushed = await this.push(this.client, more)
    return this.redeem(await this.authorize(pushed), pushed)
  }

  /** The whole life of a login: tokens, UserInfo, a refresh. Whoever has allowed the client before would be spared the page of consent. */
  async flow() {
    const tokens = await this.logIn({ prompt: 'consent' })
    await this.userInfo(tokens.access_token)
    await this.refresh(tokens.refresh_token)
  }

  refresh(token) {
    return this.#post('refresh', this.#metadata.token_endpoint, { grant_type: 'refresh_token', refresh_token: token })
  }

  clientCredentials(client = this.client) {
    return this.#post('client_credentials', this.#metadata.token_endpoint, { grant_type: 'client_credentials' }, { client })
  }

  async introspect(token) {
    const url = this.#metadata.introspection_endpoint
    const answer = await this.#post('introspection', url, { token }, { client: this.resourceServer, isBound: false })
    if (!answer.active) throw new Error('the token is not active')
  }

  async userInfo(token) {
    const url = this.#metadata.userinfo_endpoint
    const headers = () => ({ authorization: `DPoP ${token}`, dpop: this.#proof('GET', url, token), accept: 'application/json' })
    const answer = await this.#withNonce(() => this.http.send('userinfo', 'GET', url, { headers: headers() }))
    if (answer.status !== 200) throw new UnexpectedAnswer('userinfo', answer)
  }

  async #post(step, url, request, { client = this.client, isBound = true } = {}) {
    const answer = await this.#withNonce(() =>
      this.http.send(step, 'POST', url, {
        headers: { accept: 'application/json', ...(isBound && { dpop: this.#proof('POST', url) }) },
        form: { ...request, ...this.#authentication(client) },
      }),
    )
    if (answer.status >= 300) throw new UnexpectedAnswer(step, answer)
    return JSON.parse(answer.text)
  }

  async #withNonce(send) {
    const first = await send()
    this.#nonce = first.headers['dpop-nonce'] ?? this.#nonce
    return first.status >= 400 && first.text.includes('use_dpop_nonce') ? send() : first
  }

  #authentication(client) {
    const now = nowSeconds()
    const { clientId: id } = client
    const claims = { iss: id, sub: id, aud: this.#metadata.issuer, jti: random(), iat: now, nbf: now, exp: now + assertionSeconds }
    return { client_id: id, client_assertion_type: assertionType, client_assertion: this.#makerOf(client)(claims) }
  }

  #makerOf(client) {
    const make = this.assertions.get(client) ?? jwtMaker(client.key, { typ: 'JWT', kid: client.key.publicJwk.kid })
    this.assertions.set(client, make)
    return make
  }

  #proof(method, url, token) {
    const bound = { ...(this.#nonce && { nonce: this.#nonce }), ...(token && { ath: sha256(token) }) }
    return this.makeProof({ htm: method, htu: url, jti: random(), iat: nowSeconds(), ...bound })
  }

  #proveIdToken(token) {
    if (this.#isIdTokenProven) return
    const [head, payload, signature] = token.split('.')
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString())
    const key = createPublicKey({ key: this.keys.keys.find((one) => one.kid === kid), format: 'jwk' })
    const content = Buffer.from(`${head}.${payload}`)
    const holds = verify('sha256', content, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
    if (!holds) throw new Error('the signature of the ID token does not verify')
    this.#isIdTokenProven = true
  }
}
