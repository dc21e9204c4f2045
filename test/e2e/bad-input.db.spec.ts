import { connect } from 'node:net'
import { e2eSeed, keys } from '../support/e2e-seed'
import { errorOf, Person } from '../support/person'
import { read, RelyingParty, toForm } from '../support/relying-party'
import { random } from '../support/test-keys'
import { useServer } from '../support/use-server'

const form = 'application/x-www-form-urlencoded'

describe('bad input', () => {
  const server = useServer({ seed: e2eSeed })
  const rp = new RelyingParty(server, 'fapi', keys.fapi)
  // Whatever came before, the next good request works.
  afterEach(async () => expect((await rp.push()).status).toBe(201))

  const raw = async (path: string, init: RequestInit) => read(await fetch(rp.url(path), init))
  const good = (path: string) =>
    ({ '/par': rp.authorizationParams(), '/token': { grant_type: 'client_credentials' } })[path] ?? { token: 'x' }

  describe.each(['/par', '/token', '/introspect', '/revoke'])('at %s', (path) => {
    const expectJsonError = (answer: Awaited<ReturnType<typeof raw>>, status: number, error: string) => {
      expect(answer).toMatchObject({ status, json: { error } })
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('content-type')).toContain('application/json')
      expect(answer.headers.get('x-flow-id')).toMatch(/^[\w-]{22}$/)
      expect(String(answer.json['error_description'])).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/)
      expect(Object.keys(answer.json).filter((name) => !['error', 'error_description'].includes(name))).toEqual([])
    }

    it('is refused without client authentication (RFC9126-2, RFC7662-2.3, FAPI2-SP-FINAL-5.3.2.2-4, RFC6749-3.2.1, SEC-30, SEC-154)', async () => {
      expectJsonError(await rp.post(path, { ...good(path) }), 401, 'invalid_client')
      expectJsonError(await rp.post(path, { ...good(path), client_id: 'fapi' }), 401, 'invalid_client')
    })

    it('is refused when another client signed the assertion (SEC-135)', async () => {
      const forged = new RelyingParty(server, 'fapi', keys.fapi2)
      expectJsonError(await forged.call(path, good(path)), 401, 'invalid_client')
    })

    it('answers an unknown client as it answers a wrong proof (SEC-153)', async () => {
      const unknown = await new RelyingParty(server, 'nobody', keys.fapi2).call(path, good(path))
      const wrong = await new RelyingParty(server, 'fapi-2', keys.fapi).call(path, good(path))
      expect([unknown.status, unknown.text]).toEqual([wrong.status, wrong.text])
    })

    it('is refused with an assertion that has expired (SEC-137)', async () => {
      const expired = rp.assertion({ exp: rp.now - 300, iat: rp.now - 360, nbf: rp.now - 360 })
      expectJsonError(await rp.call(path, { ...good(path), client_assertion: expired }), 401, 'invalid_client')
    })

    it.each(['client_id', 'client_assertion', 'foo'])('is refused with %s twice (RFC6749-3.2, SEC-353)', async (name) => {
      const body = toForm({ ...rp.authentication(), ...good(path), foo: 'a' })
      body.append(name, body.get(name) ?? '')
      expectJsonError(await raw(path, { method: 'POST', body }), 400, 'invalid_request')
    })

    it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('knows no %s (RFC9126-2.3, SEC-171, SEC-240, SEC-364)', async (method) => {
      const answer = await raw(path, { method })
      if (method === 'OPTIONS' && answer.status === 204) return
      expect(answer.status).toBe(405)
      expect(answer.headers.get('allow')).toContain('POST')
    })

    it.each(['application/json', 'text/plain', 'multipart/form-data', `${form}; charset=utf-16`])(
      'takes no %s (SEC-171, SEC-356)',
      async (type) => {
        const answer = await raw(path, { method: 'POST', headers: { 'content-type': type }, body: '{"grant_type":"client_credentials"}' })
        expectJsonError(answer, 415, 'invalid_request')
      },
    )

    it('takes no body over 64 kB (SEC-172, SEC-361)', async () => {
      expectJsonError(await rp.call(path, { ...good(path), foo: 'x'.repeat(65_536) }), 413, 'invalid_request')
    })

    it.each([
      ['NUL', 'state=%00'],
      ['invalid UTF-8', 'state=%ff%fe'],
      ['an overlong encoding', 'state=%c0%80'],
      ['half an escape', 'state=%4'],
    ])('refuses %s (SEC-359)', async (_, body) => {
      const answer = await raw(path, { method: 'POST', headers: { 'content-type': form }, body: `client_id=fapi&${body}` })
      expectJsonError(answer, 400, 'invalid_request')
    })

    it('takes __proto__ and brackets for what they are: names (SEC-353, SEC-358)', async () => {
      const deep = `a${'[b]'.repeat(500)}`
      const answer = await rp.call(path, { ...good(path), ['__proto__']: 'x', 'a[b]': 'y', 'a[]': 'z', [deep]: '1', toString: 'x' })
      expect(answer.status).toBeLessThan(300)
      expect(({} as Record<string, unknown>)['b']).toBeUndefined()
    })

    it('reads nothing from the address (RFC6749-3.2, SEC-354)', async () => {
      expect((await rp.call(`${path}?client_secret=x`, good(path))).status).toBe(400)
    })

    it('refuses a compressed body (SEC-368)', async () => {
      const answer = await raw(path, { method: 'POST', headers: { 'content-type': form, 'content-encoding': 'gzip' }, body: 'x' })
      expectJsonError(answer, 415, 'invalid_request')
    })

    it('survives huge headers (SEC-361)', async () => {
      const answer = await raw(path, { method: 'POST', headers: { 'x-big': 'x'.repeat(20_000) } })
      expect(answer.status).toBe(431)
    })

    it('refuses an assertion that was used before (SEC-140)', async () => {
      const authentication = rp.authentication()
      const once = () => rp.post(path, { ...authentication, ...good(path) }, { dpop: rp.proof('POST', rp.url(path)) })
      expect((await once()).status).toBeLessThan(300)
      expectJsonError(await once(), 401, 'invalid_client')
    })
  })

  describe('at the authorization endpoint', () => {
    const page = async (path: string, init?: RequestInit) => new Person(server).page(path, init)

    it.each([
      ['an unknown client', 'client_id=nobody&response_type=code'],
      ['no client', 'response_type=code'],
      ['markup for a client', `client_id=${encodeURIComponent('<script>alert(1)</script>')}`],
      ['__proto__ for a client', 'client_id=__proto__'],
      [
        'a redirect_uri that is not registered',
        'client_id=web-post&response_type=code&scope=openid&redirect_uri=https%3A%2F%2Fevil.example%2F',
      ],
      ['no redirect_uri', 'client_id=web-post&response_type=code&scope=openid'],
      ['a parameter twice', 'client_id=web-post&client_id=web-post'],
      ['state twice', 'client_id=web-post&state=a&state=b&redirect_uri=https%3A%2F%2Frp.example.com%2Fcb'],
      ['NUL', 'client_id=web-post%00'],
      ['invalid UTF-8', 'client_id=%ff'],
      ['an unknown request_uri', `client_id=fapi&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest-uri%3A${random(32)}`],
    ])(
      'shows a page for %s and leads nowhere (FAPI2-SP-FINAL-5.3.2.1-7, RFC6749-3.1.2.4, RFC6749-4.1.2.1, SEC-189, SEC-191)',
      async (_, query) => {
        const answer = await page(`/authorize?${query}`)
        expect(answer.status).toBe(400)
        expect(errorOf(answer)).toMatch(/^invalid_request(_uri)?$/)
        expect(answer.html).not.toContain('<script>alert')
        expect(answer.headers.get('content-security-policy')).not.toContain('unsafe-inline')
        expect(answer.headers.get('x-frame-options')).toBe('DENY')
        expect(/data-flow="([^"]+)"/.exec(answer.html)?.[1]).toBe(answer.headers.get('x-flow-id'))
      },
    )

    it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('knows no %s (SEC-10, SEC-364)', async (method) => {
      const response = await fetch(rp.url('/authorize'), { method, headers: { origin: 'https://evil.example' } })
      expect(response.status).toBe(405)
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    })

    it('takes a form, and no other body (OIDCC-3.1.2.1, SEC-356)', async () => {
      expect((await page('/authorize', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).status).toBe(415)
    })

    it('advises to push what is too long (RFC9126-1)', async () => {
      const party = new RelyingParty(server, 'web-post')
      const params = party.authorizationParams({
        login_hint: 'x'.repeat(1000),
        ui_locales: 'x'.repeat(1000),
        acr_values: 'y'.repeat(1000),
        nonce: 'z'.repeat(500),
      })
      const answer = await new Person(server).open(party.authorizationUrl(params))
      const said = answer instanceof URL ? answer.searchParams.get('error_description') : answer.html
      expect(said).toMatch(/push/i)
    })
  })

  it.each(['/nothing', '/token/', '/TOKEN', '//token', '/token;x', '/.well-known', '/interaction/nothing'])(
    'has no %s (SEC-365)',
    async (path) => {
      const answer = await raw(path, { method: 'GET' })
      expect(answer.status).toBe(404)
      expect(answer.text).not.toMatch(/stack|node_modules/)
    },
  )

  it('refuses requests that proxies could read in two ways (SEC-363)', async () => {
    const { port } = new URL(server.issuer)
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write('POST /token HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n')
      })
      socket.on('data', (data) => resolve(data.toString()))
    })
    expect(answer).toMatch(/^HTTP\/1.1 400/)
  })

  it('never lets the Host header move the issuer (SEC-12, SEC-366)', async () => {
    const forwarded = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
    const { json } = await raw('/.well-known/openid-configuration', { headers: forwarded })
    expect(JSON.stringify(json)).not.toContain('evil')
    expect(json['issuer']).toBe(server.issuer)
  })
})
