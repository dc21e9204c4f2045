import type { webcrypto } from 'node:crypto'
import type { Express } from 'express'
import { createApi } from '../../docs/examples/apis/api'
import { createApi as createOtherApi } from '../../docs/examples/apis/api-oauth4webapi'
import { NightlyJob } from '../../docs/examples/clients/machine-client'
import { listenOnLoopback } from '../../demo/start/listen-on-loopback'
import { freePort } from '../support/free-port'
import { Person } from '../support/person'
import { sha256 } from '../support/test-keys'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'
import { describePage } from './support/doc-page'
import { DocsClient } from './support/docs-client'
import { docsSeed, keys } from './support/docs-seed'
import { recordExchanges } from './support/record-exchanges'
import type { Exchange } from './support/record-exchanges'
import { showJwt, showRequest, showResponse } from './support/show-exchange'

const shownApi = 'https://api.example.com'
const jwk = { ...(keys.nightly.privateJwk as webcrypto.JsonWebKey), kid: keys.nightly.kid }

describePage('protect-an-api.md', (page) => {
  let [server, audience, listening] = [{} as TestServer, '', [] as { close: () => void }[]]
  const serve = async (app: Express) => listening.push(await listenOnLoopback(app, Number(new URL(audience).port)))
  const asShown = (text: string) => text.replaceAll(audience, shownApi).replaceAll(new URL(audience).host, new URL(shownApi).host)
  const record = async (run: () => Promise<unknown>): Promise<Exchange> => {
    const exchange = (await recordExchanges(run)).at(-1)
    if (exchange === undefined) throw new Error('nothing was asked')
    return exchange
  }
  const send = (method: string, headers: Record<string, string>) => record(() => fetch(`${audience}/payments`, { method, headers }))
  const response = (exchange: Exchange) => asShown(showResponse(exchange, server.issuer))

  beforeAll(async () => {
    audience = `http://127.0.0.1:${await freePort()}`
    server = await startServer({ seed: JSON.parse(JSON.stringify(docsSeed).replaceAll(shownApi, audience)) as object })
  })
  afterEach(() => {
    for (const one of listening.splice(0)) one.close()
  })
  afterAll(() => server.close())

  it('an API by libs/resource-server lets in whoever has the token and its key, once a proof', async () => {
    await serve(createApi(server.issuer, audience))
    const job = await NightlyJob.connect(server.issuer, jwk)
    const good = await record(() => job.get(new URL(`${audience}/payments`)))
    page.shows('good.request', asShown(showRequest(good, server.issuer)))
    page.shows('good.response', response(good))
    const [authorization, dpop] = [good.headers.get('authorization') ?? '', good.headers.get('dpop') ?? '']
    page.shows('good.proof', asShown(showJwt(dpop, server.issuer)))
    page.shows('replayed.response', response(await send('GET', { authorization, dpop })))
    page.shows('stolen.response', response(await send('GET', { authorization: authorization.replace('DPoP', 'Bearer') })))
    page.shows('nothing.response', response(await send('GET', {})))
    page.showsFile('apis/api.ts')
  })

  it('an API by libs/resource-server refuses a token that was made for another', async () => {
    await serve(createApi(server.issuer, audience))
    const app = new DocsClient(server, 'payments-app', keys.payments, 'https://payments.example.com/callback')
    const { json } = await app.redeem(await new Person(server).getCode(await app.pushedUrl({ scope: 'openid email' })))
    const token = String(json['access_token'])
    const dpop = app.proof('GET', `${audience}/payments`, { ath: sha256(token) })
    page.shows('audience.response', response(await send('GET', { authorization: `DPoP ${token}`, dpop })))
  })

  it('an API by oauth4webapi lets in whoever has the token and its key', async () => {
    await serve(await createOtherApi(new URL(server.issuer), audience))
    const job = await NightlyJob.connect(server.issuer, jwk)
    const good = await record(() => job.get(new URL(`${audience}/payments`)))
    expect(good.response.status).toBe(200)
    const stolen = await send('GET', { authorization: (good.headers.get('authorization') ?? '').replace('DPoP', 'Bearer') })
    expect(stolen.response.status).toBe(401)
    page.showsFile('apis/api-oauth4webapi.ts')
  })

  it('shows the APIs of other stacks as they stand in docs/examples', () => {
    for (const file of ['spring/Api.java', 'go/main.go', 'dotnet/Program.cs']) page.showsFile(`apis/${file}`)
  })
})
