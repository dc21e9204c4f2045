import { randomUUID } from 'node:crypto'
import { Person } from '../../support/person'
import type { Page } from '../../support/person'
import { RelyingParty, toForm } from '../../support/relying-party'
import type { Answer } from '../../support/relying-party'
import { random, sha256 } from '../../support/test-keys'
import type { TestKey } from '../../support/test-keys'
import type { TestServer } from '../../support/test-server'
import { expectCallback, expectPushed, expectTokens } from '../suite-checks'
import type { ExpectedCallback } from '../suite-checks'
import { expectIdToken } from '../suite-id-token'
import { Nonces } from './nonces'
import { clientKeys, proofKeys, redirectUris, resourceServerKey, scopes } from './fapi2-seed'
import type { Variant } from './fapi2-seed'

type Params = Readonly<Record<string, string | readonly string[] | undefined>>
type Claims = Readonly<Record<string, unknown>>
type Options = { dpop?: string | null }
type Tokens = Readonly<Record<string, string>>

/** A client as the suite plays it: parameters sent twice, answers judged at once, nonces taken up. */
export class SuiteClient extends RelyingParty {
  /** The parameters of the last authorization request. */
  sent: Params = {}
  /** Claims that go into every proof. */
  proofClaims: () => Claims = () => ({})
  readonly nonces = new Nonces()
  readonly interactionId = randomUUID()

  constructor(
    server: TestServer,
    readonly variant: Variant | 'client_credentials',
    readonly index: 0 | 1 = 0,
  ) {
    super(server, `${variant}-${index + 1}`, clientKeys[index], redirectUris[index])
    this.proofKey = proofKeys[index]
  }

  get isOpenId(): boolean {
    return this.variant === 'openid_connect'
  }

  get expected(): ExpectedCallback {
    return { issuer: this.server.issuer, redirectUri: this.redirectUri, state: this.sent['state'] }
  }

  /** The second client's state has 128 characters, with those that are often lost. */
  override authorizationParams(overrides: Params = {}): Params {
    this.verifier = random(32)
    const state = this.index === 0 ? random(8) : `-._~${random(93)}`
    const nonce = this.isOpenId ? random(this.index === 0 ? 8 : 32) : undefined
    this.sent = super.authorizationParams({ scope: scopes[this.variant], state, nonce, ...overrides })
    return this.sent
  }

  /** Parameters that were pushed are sent again, in the second client's case in reversed alphabetical order. */
  override authorizationUrl(params: Params): string {
    const { response_type, scope, redirect_uri } = this.sent
    const all: Params = { client_id: this.clientId, response_type, scope, redirect_uri, ...params }
    const names = this.index === 0 ? Object.keys(all) : Object.keys(all).toSorted().toReversed()
    return `${this.url('/authorize')}?${toForm(Object.fromEntries(names.map((name) => [name, all[name]]))).toString()}`
  }

  bareUrl(requestUri: string): string {
    return super.authorizationUrl({ request_uri: requestUri })
  }

  override proof(method: string, url: string, claims: Claims = {}, header: Claims = {}, key: TestKey = this.proofKey): string {
    return super.proof(method, url, { ...this.nonces.for(url), ...this.proofClaims(), ...claims }, header, key)
  }

  /** Tries again once, with a new assertion and proof, where a nonce is asked for. */
  override async call(path: string, params: Params, options: Options = {}): Promise<Answer> {
    const answer = this.nonces.keep('server', await super.call(path, params, options))
    return answer.json['error'] === 'use_dpop_nonce' && options.dpop === undefined
      ? this.nonces.keep('server', await super.call(path, params, options))
      : answer
  }

  async pushed(overrides: Params = {}, options?: Options): Promise<string> {
    return expectPushed(await this.push(overrides, options))
  }

  async address(overrides: Params = {}, options?: Options): Promise<string> {
    return this.authorizationUrl({ request_uri: await this.pushed(overrides, options) })
  }

  async code(overrides: Params = {}, options?: Options): Promise<string> {
    return expectCallback(await new Person(this.server).authorize(await this.address(overrides, options)), this.expected)
  }

  /** Where the browser gets to without a person. */
  async open(url: string): Promise<Page | URL> {
    return new Person(this.server).open(url)
  }

  async tokens(overrides: Params = {}, options?: Options): Promise<Tokens> {
    return this.redeemed(await this.code(overrides, options))
  }

  /** Redeems a code and judges the tokens, down to the ID token. */
  async redeemed(code: string): Promise<Tokens> {
    return this.judged(await this.redeem(code), this.sent['nonce'])
  }

  async judged(answer: Answer, nonce?: unknown): Promise<Tokens> {
    expectTokens(answer, { tokenType: 'DPoP', idToken: this.isOpenId, refreshToken: true })
    const tokens = answer.json as Record<string, string>
    const facts = { issuer: this.server.issuer, clientId: this.clientId, nonce, accessToken: tokens['access_token'] ?? '', now: this.now }
    if (this.isOpenId) await expectIdToken(tokens['id_token'] ?? '', facts)
    return tokens
  }

  /** A resource request with the headers that the suite adds. */
  async resource(accessToken: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const usual = {
      accept: 'application/json, application/*+json',
      'x-fapi-auth-date': new Date().toUTCString(),
      'x-fapi-customer-ip-address': '198.51.100.119',
      'x-fapi-interaction-id': this.interactionId,
    }
    const answer = this.nonces.keep('resource', await this.userinfo(accessToken, { ...usual, ...headers }))
    const isAsked = answer.status === 401 && (answer.headers.get('www-authenticate') ?? '').includes('use_dpop_nonce')
    return isAsked && headers['dpop'] === undefined ? this.resource(accessToken, headers) : answer
  }

  /** The token works: at UserInfo, or, where there is no person to tell of, in the eyes of the resource server. */
  async expectWorks({ access_token: token = '' }: Tokens, headers: Readonly<Record<string, string>> = {}): Promise<void> {
    if (!this.isOpenId) return this.#expectActive(token)
    const answer = await this.resource(token, headers)
    expect(answer.status).toBe(200)
    expect(Math.abs(Date.parse(answer.headers.get('date') ?? '') - Date.now())).toBeLessThan(300_000)
    const echoes = [null, headers['x-fapi-interaction-id'] ?? this.interactionId]
    expect(echoes).toContain(answer.headers.get('x-fapi-interaction-id'))
  }

  async #expectActive(token: string): Promise<void> {
    const { json } = await new RelyingParty(this.server, 'resource-server', resourceServerKey).introspect(token)
    expect(json).toMatchObject({ active: true, client_id: this.clientId, cnf: { jkt: this.proofKey.thumbprint } })
  }

  /** The whole flow, from the pushed request to the resource. */
  async flow(overrides: Params = {}, options?: Options): Promise<Tokens> {
    const tokens = await this.tokens(overrides, options)
    await this.expectWorks(tokens)
    return tokens
  }

  /** A proof for the resource that can be wrong in any way. */
  resourceProof(accessToken: string, claims: Claims = {}, header: Claims = {}, key?: TestKey): string {
    return this.proof('GET', this.url('/userinfo'), { ath: sha256(accessToken), ...claims }, header, key)
  }
}
