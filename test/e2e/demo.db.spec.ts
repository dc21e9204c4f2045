import { startDemo } from '../support/demo'
import type { Demo } from '../support/demo'
import { DemoVisitor, latestOf } from '../support/demo-visitor'

describe('the demo', () => {
  let demo: Demo
  beforeAll(async () => {
    demo = await startDemo()
  })
  afterAll(() => demo.close())

  const arrive = async (mode: string, scopes?: readonly string[]) => {
    const visitor = new DemoVisitor(demo)
    return { visitor, page: await visitor.signIn(mode, scopes) }
  }

  describe('begins', () => {
    it('with both modes, the accounts, and what the modes change', async () => {
      const { html } = await new DemoVisitor(demo).atClient.page('/')
      for (const text of ['Begin with Standard OIDC', 'Begin with FAPI 2.0', 'correct horse battery staple', 'wrong donkey capacitor clip'])
        expect(html).toContain(text)
    })

    it('in FAPI 2.0 mode with a pushed request, signed in by an assertion that is taken apart', async () => {
      const { html } = await new DemoVisitor(demo).begin('fapi')
      for (const text of [
        'POST /par',
        '201 Created',
        'The client assertion, taken apart',
        'code_challenge_method',
        '&quot;request_uri&quot;: &quot;urn:ietf:params:oauth:',
      ])
        expect(html).toContain(text)
      expect(html).toContain('The DPoP proof, taken apart')
      expect(html).not.toContain('client_secret=')
    })

    it('in standard mode with the whole request in the browser’s address', async () => {
      const { html } = await new DemoVisitor(demo).begin('standard', ['email'])
      expect(html).not.toContain('POST /par')
      expect(html).toContain('scope=openid+email&amp;')
    })
  })

  describe.each([
    ['standard', 'nothing: whoever has it can use it'],
    ['fapi', 'the key <code>'],
  ])('in %s mode', (mode, binding) => {
    it('logs in, and shows the tokens with each claim in a sentence', async () => {
      const { page } = await arrive(mode)
      expect(page.html).toContain('You are in')
      expect(page.html).toContain(binding)
      const latest = latestOf(page)
      for (const text of [
        'The ID token, taken apart',
        'The access token, taken apart',
        'auth_time',
        'the token answers that request and no other',
      ])
        expect(latest).toContain(text)
      expect(latest).not.toContain('notice bad')
    })

    it.each([
      ['userinfo', '&quot;email&quot;: &quot;alice@example.com&quot;'],
      ['accounts', '&quot;balance&quot;: &quot;2'],
      ['payment', '&quot;status&quot;: &quot;accepted&quot;'],
      ['live-accounts', '&quot;currency&quot;: &quot;EUR&quot;'],
      ['refresh', 'The access token, taken apart'],
      ['introspect', '&quot;active&quot;: true'],
    ])('does what its button says: %s', async (action, shown) => {
      const { visitor } = await arrive(mode)
      const latest = latestOf(await visitor.press(action))
      expect(latest).toContain(shown)
      expect(latest).not.toContain('notice bad')
    })

    it('explains what the server answers, and draws who sent what to whom', async () => {
      const { page } = await arrive(mode)
      for (const text of ['What the answer means', 'Brings new access tokens', '<svg class="ladder"', 'POST /token</text>'])
        expect(latestOf(page)).toContain(text)
    })

    it('knows the name after UserInfo', async () => {
      const { visitor } = await arrive(mode)
      expect((await visitor.press('userinfo')).html).toContain('<bdi>Alice Pleasance Liddell</bdi>')
    })

    it('shows that a revoked token still opens an API that judges by itself, and none that asks (RFC7009-2.1)', async () => {
      const { visitor } = await arrive(mode)
      expect(latestOf(await visitor.press('revoke-access'))).toContain('200 OK')
      expect(latestOf(await visitor.press('accounts'))).toContain('200 OK')
      expect(latestOf(await visitor.press('live-accounts'))).toContain('check-token-active')
      expect(latestOf(await visitor.press('refresh'))).toContain('200 OK')
      expect(latestOf(await visitor.press('live-accounts'))).toContain('200 OK')
    })

    it('shows that a revoked refresh token ends the grant', async () => {
      const { visitor } = await arrive(mode)
      await visitor.press('revoke-refresh')
      const latest = latestOf(await visitor.press('refresh'))
      expect(latest).toContain('invalid_grant')
      expect(latest).toContain('The answer was a refusal:</strong> invalid_grant')
      expect(latest).toMatch(/npm run aldgate -- why [\w-]{22}/)
      expect(latestOf(await visitor.press('introspect'))).toContain('&quot;active&quot;: false')
    })

    it('logs out at the server, comes home, and logs in again', async () => {
      const { visitor } = await arrive(mode)
      const home = await visitor.logOut()
      expect(home.html).toContain('You are logged out at Aldgate')
      expect(latestOf(await visitor.press('refresh'))).toContain('invalid_grant')
      expect((await visitor.atClient.page(visitor.tour)).html).toContain('You are logged out at Aldgate')
      expect((await visitor.logIn()).html).not.toContain('You are logged out')
    })

    it('is refused by the API what the scope does not allow (RFC6750-3.1)', async () => {
      const { visitor } = await arrive(mode, ['accounts'])
      expect(latestOf(await visitor.press('accounts'))).toContain('200 OK')
      expect(latestOf(await visitor.press('payment'))).toContain('insufficient_scope')
    })

    it('tells what came instead of a code when the person denies', async () => {
      const visitor = new DemoVisitor(demo)
      await visitor.begin(mode, ['phone'])
      const url = await visitor.leave()
      const callback = await visitor.atServer.authorize(url, 'deny')
      const page = await visitor.atClient.page(callback.href)
      expect(latestOf(page)).toContain('access_denied')
      for (const text of ['The last login brought no tokens', 'id="log-in"', 'href="#next"']) expect(page.html).toContain(text)
      expect(page.html).not.toContain('The request is ready')
    })
  })

  it('takes the API’s wish for a nonce for no failure', async () => {
    const { visitor } = await arrive('fapi')
    const latest = latestOf(await visitor.press('accounts'))
    expect(latest).toContain('401 Unauthorized')
    expect(latest).toContain('No failure: the API wants a nonce')
    expect(latest).not.toContain('class="refusal"')
  })

  describe('is attacked', () => {
    it('with a link to the server’s own explanation, and to the clauses that the API names', async () => {
      const { visitor } = await arrive('fapi')
      for (const id of ['code-twice', 'change-request', 'change-redirect', 'replay-assertion'])
        expect(await visitor.attack(id)).toMatch(new RegExp(`href="${demo.server.issuer}/flows/[\\w-]{22}"`))
      expect(await visitor.attack('replay-proof')).toContain('href="https://www.rfc-editor.org/rfc/rfc9449#section-11.1"')
    })

    it.each([
      [
        'fapi',
        'token-without-key',
        'refused',
        ['the token does not go with this scheme', 'the proof is not made with the key of the token'],
      ],
      ['fapi', 'replay-proof', 'refused', ['invalid_dpop_proof', 'the proof was used before', 'check-proof-unused']],
      ['fapi', 'wrong-htu', 'refused', ['invalid_dpop_proof', 'htu of the proof is not the URL of the request', 'check-proof-url']],
      ['fapi', 'edited-token', 'refused', ['invalid_token', 'check-access-token-signature']],
      ['fapi', 'id-token-at-api', 'refused', ['invalid_token', 'check-access-token-type']],
      ['fapi', 'code-twice', 'refused', ['invalid_grant', 'code is not valid', '&quot;active&quot;: false']],
      ['fapi', 'stolen-code', 'refused', ['invalid_grant', 'code_verifier does not match the code_challenge']],
      ['fapi', 'forge-callback', 'refused', ['unexpected &quot;state&quot;', 'unexpected &quot;iss&quot;']],
      ['fapi', 'change-request', 'refused', ['this client must use pushed authorization requests']],
      ['fapi', 'change-redirect', 'refused', ['invalid_request', '400 Bad Request']],
      ['fapi', 'expired-assertion', 'refused', ['invalid_client', '401 Unauthorized']],
      ['fapi', 'replay-assertion', 'refused', ['invalid_client', '401 Unauthorized']],
      ['standard', 'token-without-key', 'let in', ['It worked', 'like cash']],
      ['standard', 'edited-token', 'refused', ['check-access-token-signature']],
      ['standard', 'id-token-at-api', 'refused', ['check-access-token-type']],
      ['standard', 'code-twice', 'refused', ['invalid_grant', '&quot;active&quot;: false']],
      ['standard', 'stolen-code', 'refused', ['code_verifier does not match']],
      ['standard', 'forge-callback', 'refused', ['unexpected &quot;state&quot;']],
      ['standard', 'change-request', 'let in', ['It worked', 'the consent page stands in the way']],
      ['standard', 'change-redirect', 'refused', ['invalid_request']],
      ['standard', 'guessed-secret', 'refused', ['invalid_client']],
      ['standard', 'old-refresh-token', 'refused', ['invalid_grant', '&quot;active&quot;: false']],
    ])('in %s mode by %s: it is %s', async (mode, id, verdict, texts) => {
      const { visitor } = await arrive(mode)
      const card = await visitor.attack(id)
      expect(card).toContain(`data-verdict="${verdict}"`)
      for (const text of texts) expect(card).toContain(text)
      expect(latestOf(await visitor.press('accounts'))).toContain('200 OK')
    })

    it('by every attack that the modes have, with what was expected of it', async () => {
      for (const mode of ['standard', 'fapi']) {
        const { visitor } = await arrive(mode)
        const { html } = await visitor.atClient.page(`${visitor.tour}/attacks`)
        expect([...html.matchAll(/<article [^>]*id="([\w-]+)"/g)].map(([, id]) => id)).toHaveLength(mode === 'fapi' ? 12 : 10)
      }
    })

    it('without success to show where the session at the server has ended: it says why', async () => {
      const { visitor } = await arrive('fapi')
      await visitor.logOut()
      const card = await visitor.attack('code-twice')
      expect(card).toContain('data-verdict="not run"')
      expect(card).toContain('login_required')
    })
  })

  describe('keeps strangers out', () => {
    it('of tours of other browsers', async () => {
      const { visitor } = await arrive('fapi')
      const stranger = await new DemoVisitor(demo).atClient.page(visitor.tour)
      expect(stranger.status).toBe(404)
      expect(stranger.html).not.toContain('alice')
    })

    it('who bring an answer that no login here waits for', async () => {
      const { visitor } = await arrive('fapi')
      for (const query of ['code=a&state=b', 'code=a', '']) {
        const page = await visitor.atClient.page(`/callback?${query}`)
        expect(page.status).toBe(403)
        expect(page.html).toContain('Not from here')
      }
    })

    it('who come by another name, or press buttons from another site', async () => {
      const other = { host: 'attacker.example', accept: 'text/html' }
      const byName = await demoFetch(demo, '/', other)
      expect([byName.status, byName.text.includes('Not from here')]).toEqual([403, true])
      for (const headers of [{ origin: 'https://attacker.example' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }])
        expect((await demoFetch(demo, '/tours', headers, 'POST')).status).toBe(403)
    })

    it('by headers: no script, no foreign form target, no frame', async () => {
      const { headers } = await new DemoVisitor(demo).atClient.page('/')
      const policy = headers.get('content-security-policy')
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain(`form-action 'self' ${demo.server.issuer};`)
      expect(policy).not.toContain('script')
      expect(headers.get('cache-control')).toBe('no-store')
    })
  })

  it('leads a reloaded callback to its tour, and asks nothing twice', async () => {
    const visitor = new DemoVisitor(demo)
    await visitor.begin('fapi')
    const url = await visitor.leave()
    const callback = await visitor.atServer.authorize(url)
    await visitor.atClient.page(callback.href)
    const again = await visitor.atClient.page(callback.href)
    expect(again.html).toContain('You are in')
    expect(again.html).not.toContain('notice bad')
  })

  it('walks two tours in one browser at once', async () => {
    const visitor = new DemoVisitor(demo)
    await visitor.begin('standard')
    const first = await visitor.leave()
    await visitor.begin('fapi')
    const second = await visitor.leave()
    for (const [url, name] of [
      [second, 'FAPI 2.0'],
      [first, 'Standard OIDC'],
    ] as const) {
      const page = await visitor.atClient.page((await visitor.atServer.authorize(url)).href)
      expect(page.html).toContain('You are in')
      expect(page.html).toContain(name)
    }
  })
})

describe('the demo where access tokens are short', () => {
  let demo: Demo
  beforeAll(async () => {
    demo = await startDemo({ ALDGATE_ACCESS_TOKEN_LIFETIME_FAPI2: '20' })
  })
  afterAll(() => demo.close())

  it('refreshes before an attack, so that nothing is refused for its age alone', async () => {
    const visitor = new DemoVisitor(demo)
    await visitor.signIn('fapi')
    const card = await visitor.attack('replay-proof')
    expect(card).toContain('POST /token')
    expect(card).toContain('check-proof-unused')
  })
})

describe('the demo where the seed registers another redirect URI', () => {
  let demo: Demo
  beforeAll(async () => {
    demo = await startDemo({ DEMO_CLIENT_PORT: '1' })
  })
  afterAll(() => demo.close())

  it('says that the pushed request was refused, and offers no login (RFC9126-2.3)', async () => {
    const visitor = new DemoVisitor(demo)
    const pages = [await visitor.begin('fapi'), await visitor.post(`${visitor.tour}/login`)]
    for (const page of pages) {
      if (page instanceof URL) throw new Error(`led away to ${page.href}`)
      expect(latestOf(page)).toContain('The answer was a refusal:</strong> invalid_request: redirect_uri is not registered')
      for (const text of ['The authorization request failed', 'id="try-again"', 'href="#next"']) expect(page.html).toContain(text)
      for (const text of ['The request is ready', 'id="log-in"', 'short reference']) expect(page.html).not.toContain(text)
    }
  })
})

describe('the demo where the server wants a nonce in every proof', () => {
  let demo: Demo
  beforeAll(async () => {
    demo = await startDemo({ DPOP_NONCE: 'required' })
  })
  afterAll(() => demo.close())

  it.each([
    ['code-twice', 'code is not valid'],
    ['stolen-code', 'code_verifier does not match the code_challenge'],
    ['replay-proof', 'check-proof-unused'],
  ])('is attacked as elsewhere: %s', async (id, shown) => {
    const visitor = new DemoVisitor(demo)
    await visitor.signIn('fapi')
    expect(await visitor.attack(id)).toContain(shown)
  })
})

/** A request as a stranger's browser would send it. */
async function demoFetch({ clientOrigin }: Demo, path: string, headers: Readonly<Record<string, string>>, method = 'GET') {
  const { request } = await import('node:http')
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const sent = request(new URL(path, clientOrigin), { method, headers }, (response) => {
      const parts: Buffer[] = []
      response
        .on('data', (part: Buffer) => parts.push(part))
        .on('end', () => {
          resolve({ status: response.statusCode, text: Buffer.concat(parts).toString() })
        })
    })
    sent.on('error', reject).end()
  })
}
