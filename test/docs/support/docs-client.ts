import { RelyingParty, toForm } from '../../support/relying-party'
import type { Answer, CallOptions } from '../../support/relying-party'
import type { ServedAt } from '../../support/served-at'
import { secrets } from './docs-seed'

type Params = Readonly<Record<string, string>>

/** The values of RFC 7636, appendix B: everybody can compute the challenge of this verifier. */
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const fixed = { state: 'af0ifjsldkj', nonce: 'n-0S6_WzA2Mj' }

/** A client as the pages show it: the request's own parameters first, then the authentication. */
export class DocsClient extends RelyingParty {
  override verifier = verifier

  override async call(path: string, params: Params, { dpop }: CallOptions = {}): Promise<Answer> {
    const proof = dpop === undefined ? this.proof('POST', this.url(path)) : dpop
    return this.post(path, { ...params, ...this.authentication() }, proof === null ? {} : { dpop: proof })
  }

  override authorizationParams(overrides: Params = {}) {
    return super.authorizationParams({ scope: 'openid profile email', ...fixed, ...overrides })
  }

  /** The address of an authorization request that is not pushed. */
  plainUrl(overrides: Params = {}): string {
    return this.authorizationUrl(this.authorizationParams(overrides))
  }
}

const basic = (clientId: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString('base64')}`,
})

/** The shop: a web application with a secret, sent in the Authorization header. */
export class Shop extends DocsClient {
  constructor(server: ServedAt) {
    super(server, 'shop', undefined, 'https://shop.example.com/callback')
  }

  override async call(path: string, params: Params): Promise<Answer> {
    return this.post(path, params, basic('shop', secrets.shop))
  }
}

/** What a resource server asks with: its own secret. */
export const asPaymentsApi = basic('payments-api', secrets.paymentsApi)
export const asReports = basic('reports', secrets.reports)
export const query = (params: Params): string => toForm(params).toString()
