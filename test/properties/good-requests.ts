import { secret } from '../support/e2e-seed'
import { formOf, Person } from '../support/person'
import type { RelyingParty } from '../support/relying-party'
import { random, sha256 } from '../support/test-keys'
import type { Ingredients, Recipe } from './http-requests'

/** Stands for what must be new in each request. */
export const fresh = { assertion: 'FRESH-ASSERTION', proof: 'FRESH-PROOF' }

/** A browser before the login page. */
export interface Doorstep {
  readonly action: string
  readonly hidden: Readonly<Record<string, string>>
  readonly cookie: string
}

export async function arrive(rp: RelyingParty): Promise<Doorstep> {
  const person = new Person(rp.server)
  const page = await person.page(await rp.pushedUrl())
  return { ...formOf(page), cookie: [...person.cookies].map((pair) => pair.join('=')).join('; ') }
}

/** What good requests hold here, with a browser that stands before the login page. */
export async function ingredientsOf(rp: RelyingParty, { action, hidden, cookie }: Doorstep): Promise<Ingredients> {
  const given = {
    ...rp.authorizationParams(),
    ...hidden,
    client_secret: secret,
    username: 'alice',
    password: 'correct horse battery staple',
  }
  const params = {
    ...Object.fromEntries(Object.entries(given).map(([name, value]) => [name, [value]])),
    client_id: ['fapi', 'web-post', 'spa', 'nobody'],
    client_assertion_type: ['urn:ietf:params:oauth:client-assertion-type:jwt-bearer'],
    client_assertion: [fresh.assertion],
    grant_type: ['authorization_code', 'refresh_token', 'client_credentials', 'password'],
    request_uri: [new URL(await rp.pushedUrl()).searchParams.get('request_uri') ?? ''],
    token: [random(32), fresh.assertion],
    code: [random(32)],
    refresh_token: [random(32)],
    code_verifier: [rp.verifier],
    id_token_hint: [fresh.assertion],
    prompt: ['login', 'none', 'consent'],
    max_age: ['0', '100'],
    claims: ['{"id_token":{"email":{"essential":true}}}'],
    resource: ['https://payments.example.com'],
    post_logout_redirect_uri: ['https://rp.example.com/bye'],
    action: [action],
  }
  const headers = {
    authorization: [`DPoP ${random(32)}`, `Bearer ${random(32)}`, `Basic ${btoa(`web-basic:${secret}`)}`, `Bearer ${sha256('x')}.e30.x`],
    dpop: [fresh.proof],
    origin: [rp.server.issuer, 'https://spa.example.com', 'null'],
    accept: ['text/html', 'application/json', '*/*;q=0.1'],
    'accept-language': ['en', 'de;q=0.5'],
    'content-encoding': ['identity', 'gzip'],
    'x-forwarded-for': ['203.0.113.9, 10.0.0.1', '::1'],
    'x-forwarded-host': ['evil.example'],
    'x-forwarded-proto': ['https'],
    'sec-fetch-site': ['same-origin', 'cross-site'],
    'access-control-request-method': ['POST'],
    'if-none-match': ['"x"'],
    range: ['bytes=0-1'],
  }
  return { cookie, params, headers }
}

const authentication = {
  client_id: 'fapi',
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: fresh.assertion,
}
const dpop = { dpop: fresh.proof }

const recipe =
  (method: Recipe['method']) =>
  (path: string, params: Recipe['params'], headers: Recipe['headers'] = {}): Recipe => ({ method, path, params, headers })
const [get, post] = [recipe('GET'), recipe('POST')]

/** Good requests to each endpoint. */
export async function recipesOf(rp: RelyingParty, { action, hidden, cookie }: Doorstep): Promise<readonly Recipe[]> {
  const request = Object.fromEntries(Object.entries(rp.authorizationParams()).map(([name, value]) => [name, String(value)]))
  const wishes = {
    claims: '{"id_token":{"email":{"values":["a"]}}}',
    prompt: 'login',
    max_age: '100',
    ui_locales: 'en',
    login_hint: 'alice',
  }
  const tokens = await rp.redeem(await new Person(rp.server).getCode(await rp.pushedUrl()))
  const [access = '', refresh = '', hint = ''] = ['access_token', 'refresh_token', 'id_token'].map((name) => String(tokens.json[name]))
  return [
    post('/par', { ...authentication, ...request, ...wishes }, dpop),
    post('/token', { ...authentication, grant_type: 'client_credentials', scope: 'payments' }, dpop),
    post('/token', { ...authentication, grant_type: 'refresh_token', refresh_token: refresh }, dpop),
    post('/token', { ...authentication, grant_type: 'authorization_code', code: random(32), redirect_uri: rp.redirectUri }, dpop),
    post('/introspect', { ...authentication, token: access }),
    post('/revoke', { ...authentication, token: random(32), token_type_hint: 'refresh_token' }),
    get('/authorize', { client_id: 'web-post', ...request, ...wishes }, { cookie }),
    post('/authorize', { client_id: 'web-post', ...request, resource: 'https://payments.example.com' }, { cookie }),
    post(
      new URL(action, rp.server.issuer).pathname,
      { ...hidden, username: 'alice', password: 'wrong' },
      { cookie, origin: rp.server.issuer },
    ),
    get('/interaction', hidden, { cookie }),
    get('/userinfo', {}, { authorization: `DPoP ${access}`, dpop: fresh.proof }),
    post('/userinfo', {}, { authorization: `DPoP ${access}`, dpop: fresh.proof }),
    get(
      '/logout',
      { id_token_hint: hint, post_logout_redirect_uri: 'https://rp.example.com/bye', state: 'x', client_id: 'fapi' },
      { cookie },
    ),
  ]
}
