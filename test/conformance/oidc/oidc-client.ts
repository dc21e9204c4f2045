import type { JWTPayload } from 'jose'
import { formOf, Person } from '../../support/person'
import type { Page } from '../../support/person'
import { read, toForm } from '../../support/relying-party'
import type { Answer } from '../../support/relying-party'
import { random } from '../../support/test-keys'
import type { TestServer } from '../../support/test-server'
import { expectTokens } from '../suite-checks'
import { expectIdToken } from '../suite-id-token'
import { expectCode } from './oidc-checks'
import type { Callback } from './oidc-checks'
import type { SuiteClientConfig, SuiteProfile } from './suite-profile'

export type ResponseMode = 'query' | 'form_post'
export type Params = Readonly<Record<string, string | undefined>>

/** How a client sends its secret to the token endpoint. */
export type SecretMethod = 'basic' | 'post'

/** A flow as far as it came: the request, the answer, the tokens and what the ID token says. */
export interface Flow {
  readonly params: Params
  readonly code: string
  readonly tokens: Record<string, string>
  readonly claims: JWTPayload
}

/** A new browser with the person of the profile in front of it. */
export function newPerson(server: TestServer, { seed }: SuiteProfile): Person {
  const [buffy] = seed.users
  return new Person(server, buffy?.username, buffy?.password)
}

/** A client as the suite plays it in the OpenID Connect plans: no PKCE, its secret by Basic, a fresh state and nonce each time. */
export class OidcClient {
  constructor(
    readonly server: TestServer,
    readonly profile: SuiteProfile,
    readonly mode: ResponseMode,
    readonly config: SuiteClientConfig = profile.plan.client,
    readonly method: SecretMethod = 'basic',
  ) {}

  get redirectUri(): string {
    return `${this.profile.base}/callback`
  }

  params(overrides: Params = {}): Params {
    return {
      client_id: this.config.client_id,
      redirect_uri: this.redirectUri,
      scope: 'openid',
      state: random(8),
      nonce: random(8),
      response_type: 'code',
      ...(this.mode === 'form_post' && { response_mode: 'form_post' }),
      ...overrides,
    }
  }

  url(params: Params): string {
    return `${this.server.issuer}/authorize?${toForm(params).toString()}`
  }

  /** Sends the person to the server and goes with them until there is an answer, or nothing that they could do. */
  async visit(person: Person, params: Params, init?: RequestInit): Promise<Callback | Page> {
    const target = init === undefined ? this.url(params) : `${this.server.issuer}/authorize`
    let at = await person.open(target, init)
    for (let step = 0; step < 3 && !(at instanceof URL); step += 1) at = (await this.#goOn(person, at)) ?? at
    return at instanceof URL ? this.#fromQuery(at) : (this.#fromForm(at) ?? at)
  }

  async #goOn(person: Person, page: Page): Promise<Page | URL | undefined> {
    if (page.html.includes('id="login-form"')) return person.logIn(page)
    if (page.html.includes('id="consent-form"')) return person.submit(page, { decision: 'allow' })
    return undefined
  }

  #fromQuery(at: URL): Callback {
    expect([this.mode, `${at.origin}${at.pathname}`, at.hash]).toEqual(['query', this.redirectUri, ''])
    return Object.fromEntries(at.searchParams)
  }

  /** What the form on the page posts: application/x-www-form-urlencoded, which is what a form without enctype does. */
  #fromForm(page: Page): Callback | undefined {
    if (!page.html.includes('id="form-post"')) return undefined
    const { action, hidden } = formOf(page, 'form-post')
    expect([this.mode, action]).toEqual(['form_post', this.redirectUri])
    expect(page.html).not.toContain('enctype')
    return hidden
  }

  /** The answer to a request that must get one. */
  async callback(person: Person, params: Params, init?: RequestInit): Promise<Callback> {
    const at = await this.visit(person, params, init)
    if ('html' in at) throw new Error(`no answer, but a page: ${at['html']}`)
    return at
  }

  async token(params: Params): Promise<Answer> {
    const { client_id, client_secret } = this.config
    const basic = Buffer.from(`${encodeURIComponent(client_id)}:${encodeURIComponent(client_secret)}`).toString('base64')
    const isBasic = this.method === 'basic'
    const body = toForm(isBasic ? params : { ...params, client_id, client_secret })
    const headers: Record<string, string> = isBasic ? { authorization: `Basic ${basic}` } : {}
    return read(await fetch(`${this.server.issuer}/token`, { method: 'POST', body, headers }))
  }

  async redeem(code: string, overrides: Params = {}): Promise<Answer> {
    return this.token({ grant_type: 'authorization_code', code, redirect_uri: this.redirectUri, ...overrides })
  }

  async userinfo(accessToken: string, init: RequestInit = {}): Promise<Answer> {
    const headers = { authorization: `Bearer ${accessToken}` }
    return read(await fetch(`${this.server.issuer}/userinfo`, { headers, ...init }))
  }

  /** The happy flow up to the ID token, everything checked on the way. */
  async flow(person: Person, overrides: Params = {}, init?: (params: Params) => RequestInit): Promise<Flow> {
    const params = this.params(overrides)
    const code = this.check(params, await this.callback(person, params, init?.(params)))
    return this.finish(params, code)
  }

  check(params: Params, callback: Callback): string {
    return expectCode(callback, { state: params['state'], issuer: this.server.issuer })
  }

  async finish(params: Params, code: string, overrides: Params = {}): Promise<Flow> {
    const answer = await this.redeem(code, overrides)
    expectTokens(answer, { tokenType: 'Bearer', idToken: true, refreshToken: true })
    const tokens = answer.json as Record<string, string>
    return { params, code, tokens, claims: await this.claimsOf(tokens, params['nonce']) }
  }

  /** What the ID token says, once it has been checked; RS256 is what a client gets that asked for nothing else. */
  async claimsOf(tokens: Params, nonce: string | undefined): Promise<JWTPayload> {
    const { access_token: accessToken = '', id_token: idToken = '' } = tokens
    const facts = { issuer: this.server.issuer, clientId: this.config.client_id, now: this.server.clock.now() }
    const requested = this.config.client_id.startsWith('oidc-basic') ? [] : ['sid']
    return expectIdToken(idToken, { ...facts, nonce, accessToken, algorithms: ['RS256'], requested })
  }
}
