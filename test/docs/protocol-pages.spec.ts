import { Person } from '../support/person'
import { useServer } from '../support/use-server'
import { describePage } from './support/doc-page'
import { asPaymentsApi, asReports, DocsClient, query, Shop } from './support/docs-client'
import { docsSeed, keys } from './support/docs-seed'
import { found, leadsTo } from './support/found'
import { recordExchanges } from './support/record-exchanges'
import type { Exchange } from './support/record-exchanges'
import { showJwt, showRequest, showResponse } from './support/show-exchange'

const text = (value: unknown): string => String(value)

describe('the pages of the protocol', () => {
  const server = useServer({ seed: docsSeed })
  const aPaymentsApp = () => new DocsClient(server, 'payments-app', keys.payments, 'https://payments.example.com/callback')
  const request = (exchange: Exchange) => showRequest(exchange, server.issuer)
  const response = (exchange: Exchange) => showResponse(exchange, server.issuer)
  const jwt = (token: unknown) => showJwt(text(token), server.issuer)
  const record = async (run: () => Promise<unknown>) => {
    const [exchange] = await recordExchanges(run)
    if (exchange === undefined) throw new Error('nothing was asked')
    return exchange
  }
  const shopTokens = async (shop = new Shop(server), person = new Person(server)) =>
    (await shop.redeem(await person.getCode(shop.plainUrl()))).json
  const paymentsTokens = async (app: DocsClient, scope = 'openid profile email offline_access') => {
    const code = await new Person(server).getCode(await app.pushedUrl({ scope }))
    return (await app.redeem(code)).json
  }

  describePage('protocol/discovery.md', (page) => {
    it('shows the document and the keys', async () => {
      const asked = await record(() => fetch(`${server.issuer}/.well-known/openid-configuration`))
      page.shows('metadata.request', request(asked))
      page.shows('metadata.response', response(asked))
      const jwks = await record(() => fetch(`${server.issuer}/jwks`))
      // Their order says nothing, and is another each time.
      const { keys: all } = JSON.parse(jwks.response.text) as { keys: { alg: string }[] }
      const body = JSON.stringify({ keys: all.toSorted((a, b) => a.alg.localeCompare(b.alg)) })
      page.shows('jwks.response', response({ ...jwks, response: { ...jwks.response, text: body } }))
    })
  })

  describePage('protocol/authorization-code.md', (page) => {
    it('shows the request, the way back and the exchange of the code', async () => {
      const shop = new Shop(server)
      const browser = await recordExchanges(() => new Person(server).getCode(shop.plainUrl()))
      const opened = found(browser, '/authorize')
      page.shows('authorize.request', request(opened))
      page.shows('authorize.response', response(opened))
      const back = found(browser, '/interaction/consent', leadsTo(shop.redirectUri))
      page.shows('callback', response(back))
      const code = new URL(back.response.headers.get('location') ?? '').searchParams.get('code') ?? ''
      const redeemed = await record(() => shop.redeem(code))
      page.shows('token.request', request(redeemed))
      page.shows('token.response', response(redeemed))
      const tokens = JSON.parse(redeemed.response.text) as Record<string, string>
      page.shows('id-token', jwt(tokens['id_token']))
      page.shows('access-token', jwt(tokens['access_token']))
      const again = await record(() => shop.redeem(code))
      page.shows('code-twice.response', response(again))
    })

    it('shows what a denied consent answers', async () => {
      const shop = new Shop(server)
      const url = shop.plainUrl({ prompt: 'consent' })
      const denied = await recordExchanges(() => new Person(server).authorize(url, 'deny'))
      page.shows('denied', response(found(denied, '/interaction/consent')))
    })
  })

  describePage('protocol/fapi2.md', (page) => {
    it('shows every message of the profile, and what is in each JWT', async () => {
      const app = aPaymentsApp()
      const pushed = await record(() => app.push({ scope: 'openid payments offline_access' }, {}))
      page.shows('par.request', request(pushed))
      page.shows('par.response', response(pushed))
      page.shows('assertion', jwt(new URLSearchParams(pushed.body).get('client_assertion')))
      page.shows('proof', jwt(pushed.headers.get('dpop')))
      const url = app.authorizationUrl({ request_uri: text((JSON.parse(pushed.response.text) as Record<string, string>)['request_uri']) })
      const browser = await recordExchanges(() => new Person(server).getCode(url))
      page.shows('authorize.request', request(found(browser, '/authorize')))
      const back = found(browser, '/interaction/consent', leadsTo(app.redirectUri))
      page.shows('callback', response(back))
      const code = new URL(back.response.headers.get('location') ?? '').searchParams.get('code') ?? ''
      const redeemed = await record(() => app.redeem(code))
      page.shows('token.request', request(redeemed))
      page.shows('token.response', response(redeemed))
      const tokens = JSON.parse(redeemed.response.text) as Record<string, string>
      page.shows('access-token', jwt(tokens['access_token']))
    })

    it('shows how a nonce is asked for, and sent', async () => {
      const app = aPaymentsApp()
      const stale = app.proof('POST', app.url('/par'), { nonce: 'of-yesterday' })
      const refused = await record(() => app.push({}, { dpop: stale }))
      page.shows('nonce.response', response(refused))
      const nonce = refused.response.headers.get('dpop-nonce')
      const good = await record(() => app.push({}, { dpop: app.proof('POST', app.url('/par'), { nonce }) }))
      expect(good.response.status).toBe(201)
      page.shows('nonce.proof', jwt(good.headers.get('dpop')))
    })

    it('shows the refusal of a request that was not pushed', async () => {
      const [opened] = await recordExchanges(() => new Person(server).open(aPaymentsApp().plainUrl()))
      page.shows('unpushed.response', response(opened as Exchange))
    })
  })

  describePage('protocol/client-credentials.md', (page) => {
    it('shows a token that is bound to a key, and one that is not', async () => {
      const job = new DocsClient(server, 'nightly-job', keys.nightly)
      const bound = await record(() => job.call('/token', { grant_type: 'client_credentials', scope: 'payments' }))
      page.shows('bound.request', request(bound))
      page.shows('bound.response', response(bound))
      page.shows('bound.token', jwt((JSON.parse(bound.response.text) as Record<string, string>)['access_token']))
      const bearer = await record(() => job.post('/token', { grant_type: 'client_credentials', scope: 'payments' }, asReports))
      page.shows('bearer.request', request(bearer))
      page.shows('bearer.response', response(bearer))
    })

    it('shows the refusal of a scope that is not registered', async () => {
      const job = new DocsClient(server, 'nightly-job', keys.nightly)
      const refused = await record(() => job.call('/token', { grant_type: 'client_credentials', scope: 'accounts' }))
      page.shows('scope.response', response(refused))
    })
  })

  describePage('protocol/refresh.md', (page) => {
    it('shows the rotation, and what becomes of an old token', async () => {
      const shop = new Shop(server)
      const { refresh_token: first } = await shopTokens(shop)
      const refreshed = await record(() => shop.refresh(text(first)))
      page.shows('rotated.request', request(refreshed))
      page.shows('rotated.response', response(refreshed))
      const { refresh_token: second } = JSON.parse(refreshed.response.text) as Record<string, string>
      expect(second).not.toBe(first)
      expect((await shop.refresh(text(second))).status).toBe(200)
      const reused = await record(() => shop.refresh(text(first)))
      page.shows('reused.response', response(reused))
    })

    it('shows that a FAPI 2.0 client keeps its token', async () => {
      const app = aPaymentsApp()
      const { refresh_token: token } = await paymentsTokens(app)
      const kept = await record(() => app.refresh(text(token)))
      page.shows('kept.request', request(kept))
      page.shows('kept.response', response(kept))
      expect(JSON.parse(kept.response.text)).toMatchObject({ refresh_token: token })
    })
  })

  describePage('protocol/userinfo.md', (page) => {
    it('shows a bound token with its proof, and a bearer token', async () => {
      const app = aPaymentsApp()
      const { access_token: bound } = await paymentsTokens(app)
      const asked = await record(() => app.userinfo(text(bound)))
      page.shows('bound.request', request(asked))
      page.shows('bound.response', response(asked))
      page.shows('proof', jwt(asked.headers.get('dpop')))
      const { access_token: token } = await shopTokens()
      const authorization = `Bearer ${text(token)}`
      page.shows('bearer.request', request(await record(() => fetch(app.url('/userinfo'), { headers: { authorization } }))))
      const stolen = await record(() => fetch(app.url('/userinfo'), { headers: { authorization: `Bearer ${text(bound)}` } }))
      page.shows('stolen.response', response(stolen))
    })
  })

  describePage('protocol/introspection.md', (page) => {
    it('shows a token that is good, and all others', async () => {
      const app = aPaymentsApp()
      const { access_token: token, refresh_token: refreshToken } = await paymentsTokens(app, 'openid payments')
      const ask = () => record(() => app.post('/introspect', { token: text(token) }, asPaymentsApi))
      const good = await ask()
      page.shows('active.request', request(good))
      page.shows('active.response', response(good))
      await app.revoke(text(refreshToken))
      page.shows('inactive.response', response(await ask()))
    })
  })

  describePage('protocol/revocation.md', (page) => {
    it('shows that the answer is always the same, and what it did', async () => {
      const shop = new Shop(server)
      const { refresh_token: token } = await shopTokens(shop)
      const revoked = await record(() => shop.revoke(text(token)))
      page.shows('revoke.request', request(revoked))
      page.shows('revoke.response', response(revoked))
      page.shows('after.response', response(await record(() => shop.refresh(text(token)))))
    })
  })

  describePage('protocol/logout.md', (page) => {
    it('shows the way out and back', async () => {
      const [shop, person] = [new Shop(server), new Person(server)]
      const { id_token: hint } = await shopTokens(shop, person)
      const leave = { id_token_hint: text(hint), post_logout_redirect_uri: 'https://shop.example.com/', state: 'af0ifjsldkj' }
      const exchanges = await recordExchanges(async () =>
        person.submit(await person.page(`/logout?${query(leave)}`), { decision: 'logout' }),
      )
      page.shows('logout.request', request(found(exchanges, '/logout')))
      page.shows('logout.response', response(found(exchanges, '/logout')))
      page.shows('back', response(found(exchanges, '/logout/confirm')))
    })
  })
})
