import type { webcrypto } from 'node:crypto'
import * as fapi from '../../docs/examples/clients/fapi-client'
import { NightlyJob } from '../../docs/examples/clients/machine-client'
import * as native from '../../docs/examples/clients/native-client'
import * as spa from '../../docs/examples/clients/spa-client'
import * as web from '../../docs/examples/clients/web-client'
import { Person } from '../support/person'
import type { TestKey } from '../support/test-keys'
import { startServer } from '../support/test-server'
import { useServer } from '../support/use-server'
import { describePage } from './support/doc-page'
import { docsSeed, keys, secrets } from './support/docs-seed'
import { recordExchanges } from './support/record-exchanges'
import { showRequest, showResponse } from './support/show-exchange'

const jwkOf = ({ kid, privateJwk }: TestKey) => ({ ...(privateJwk as webcrypto.JsonWebKey), kid })
const alice = { sub: '248289761001', name: 'Alice Liddell' }

describePage('connect-a-client.md', (page) => {
  const server = useServer({ seed: docsSeed })
  const refuses = { error: 'invalid_grant' }

  it('a web application logs in, refreshes and logs out', async () => {
    const [config, person] = [await web.connect(server.issuer, secrets.shop), new Person(server)]
    const { url, pending } = await web.beginLogin(config)
    const tokens = await web.finishLogin(config, await person.authorize(url.href), pending)
    expect(tokens.claims()).toMatchObject({ sub: alice.sub, aud: 'shop' })
    const refreshed = await web.refresh(config, tokens.refresh_token ?? '')
    expect(refreshed.refresh_token).not.toBe(tokens.refresh_token)
    const leaving = await person.page(web.logOutUrl(config, tokens.id_token ?? '').href)
    expect(await person.submit(leaving, { decision: 'logout' })).toEqual(new URL('https://shop.example.com/'))
    await expect(web.refresh(config, refreshed.refresh_token ?? '')).rejects.toMatchObject(refuses)
    page.showsFile('clients/web-client.ts')
  })

  it.each(['offered', 'required'])('a FAPI 2.0 client logs in, refreshes and revokes, with nonces %s', async (nonces) => {
    const one = await startServer({ seed: docsSeed, environment: { DPOP_NONCE: nonces } })
    const config = await fapi.connect(one.issuer, jwkOf(keys.payments))
    const DPoP = await fapi.makeProofKey(config)
    const { url, pending } = await fapi.beginLogin(config, DPoP)
    const tokens = await fapi.finishLogin(config, await new Person(one).authorize(url.href), pending, DPoP)
    const refreshed = await fapi.refresh(config, tokens.refresh_token ?? '', DPoP)
    const answer = await fapi.callApi(config, refreshed.access_token, new URL('/userinfo', one.issuer), DPoP)
    expect(await answer.json()).toMatchObject({ sub: alice.sub })
    await fapi.revoke(config, tokens.refresh_token ?? '')
    await expect(fapi.refresh(config, tokens.refresh_token ?? '', DPoP)).rejects.toMatchObject(refuses)
    await one.close()
  })

  it('shows the FAPI 2.0 client that was tried', () => {
    page.showsFile('clients/fapi-client.ts')
  })

  it('a page in a browser logs in by a key that no script can read', async () => {
    const [at, DPoP] = [await spa.connect(new URL(server.issuer)), await spa.makeProofKey()]
    const { url, pending } = await spa.beginLogin(at)
    const tokens = await spa.finishLogin(at, await new Person(server).authorize(url.href), pending, DPoP)
    expect(tokens).toMatchObject({ token_type: 'dpop', refresh_token: expect.any(String) as string })
    expect(await spa.whoIs(at, tokens, DPoP)).toMatchObject(alice)
    page.showsFile('clients/spa-client.ts')
  })

  it('shows what a browser asks before it sends a proof to another origin', async () => {
    const headers = {
      origin: 'https://notes.example.com',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'dpop',
    }
    const [asked] = await recordExchanges(() => fetch(`${server.issuer}/token`, { method: 'OPTIONS', headers }))
    if (asked === undefined) throw new Error('nothing was asked')
    page.shows('preflight.request', showRequest(asked, server.issuer))
    page.shows('preflight.response', showResponse(asked, server.issuer))
  })

  it('a program on a desk logs in by the browser of the person', async () => {
    const config = await native.connect(server.issuer)
    const tokens = await native.logIn(config, async (url) => fetch(await new Person(server).authorize(url)))
    expect(tokens.claims()).toMatchObject({ sub: alice.sub, aud: 'desk-tool' })
    page.showsFile('clients/native-client.ts')
  })

  it('a program that speaks for itself gets one token, and asks an API with it', async () => {
    const job = await NightlyJob.connect(server.issuer, jwkOf(keys.nightly))
    // UserInfo is no API of this client: that it says so proves that the token came.
    const asked = await recordExchanges(async () => {
      for (let times = 0; times < 2; times += 1)
        await expect(job.get(new URL('/userinfo', server.issuer))).rejects.toMatchObject({ status: 401 })
    })
    expect(asked.filter(({ url }) => url.endsWith('/token'))).toHaveLength(1)
    page.showsFile('clients/machine-client.ts')
  })
})
