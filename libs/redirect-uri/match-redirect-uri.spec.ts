import { matchRedirectUri } from './match-redirect-uri'

const web = (...redirect_uris: string[]) => ({ redirect_uris, application_type: 'web' as const, security_profile: 'oidc' })
const native = (...redirect_uris: string[]) => ({ redirect_uris, application_type: 'native' as const, security_profile: 'oidc' })

describe('a redirect URI', () => {
  it('matches when it equals a registered one, query included (OIDCC-3.1.2.1, SEC-183, oidcc-redirect-uri-query-OK)', () => {
    const client = web('https://ok.com/cb', 'https://ok.com/cb?dummy1=lorem&dummy2=ipsum')
    expect(matchRedirectUri(client, 'https://ok.com/cb')).toBe(true)
    expect(matchRedirectUri(client, 'https://ok.com/cb?dummy1=lorem&dummy2=ipsum')).toBe(true)
  })

  it.each([
    'https://ok.com/cb/../evil',
    'https://ok.com/cb%2f..%2fevil',
    'https://ok.com/cb%252f..',
    'https://ok.com/cb/..;/x',
    'https://ok.com/cb?x=1',
    'https://ok.com/cb#f',
    'https://ok.com/CB',
    'https://OK.com/cb',
    'HTTPS://ok.com/cb',
    'https://ok.com/cb/',
    'https://ok.com/c',
    'https://ok.com:443/cb',
    'https://okacom/cb',
    'https://ok.com.evil.com/cb',
    'https://ok.com/cb\n',
    ' https://ok.com/cb',
    '',
  ])('differs in any character and does not match: %j (RFC9700-2.1, SEC-183)', (presented) => {
    expect(matchRedirectUri(web('https://ok.com/cb'), presented)).toBe(false)
    expect(matchRedirectUri(native('https://ok.com/cb'), presented)).toBe(false)
  })

  it.each(['https://ok.com@evil/cb', 'https://ok.com\\@evil/cb', 'https://evil\\.ok.com/cb'])(
    'does not match when its host is disguised: %s (RFC9700-4.1, SEC-184)',
    (presented) => {
      expect(matchRedirectUri(web('https://ok.com/cb'), presented)).toBe(false)
    },
  )
})

describe('a loopback redirect URI', () => {
  it.each(['http://127.0.0.1', 'http://[::1]'])('of a native client matches with any port: %s (RFC8252-7.3, SEC-185)', (origin) => {
    expect(matchRedirectUri(native(`${origin}/cb?a=b`), `${origin}:51004/cb?a=b`)).toBe(true)
    expect(matchRedirectUri(native(`${origin}:4000/cb?a=b`), `${origin}:1/cb?a=b`)).toBe(true)
    expect(matchRedirectUri(native(`${origin}:4000/cb?a=b`), `${origin}/cb?a=b`)).toBe(true)
  })

  it.each([
    'http://127.0.0.1:x/cb',
    'http://127.0.0.1:/cb',
    'http://127.0.0.1:0/cb',
    'http://127.0.0.1:65536/cb',
    'http://127.0.0.1:80@evil/cb',
    'http://127.0.0.1:80/evil',
    'http://127.0.0.1:80/cb?x=1',
    'http://127.0.0.1:80/cb#f',
    'http://127.0.0.1:80\\cb',
    'http://127.0.0.1.evil.com/cb',
    'http://localhost:80/cb',
    'http://localhost.evil.com/cb',
    'http://127.1/cb',
    'http://0x7f.1/cb',
    'http://2130706433/cb',
    'http://127.0.0.2/cb',
    'http://[::1]:80/cb',
    'http://[0:0:0:0:0:0:0:1]/cb',
    'https://127.0.0.1:80/cb',
    'HTTP://127.0.0.1:80/cb',
  ])('matches in nothing but the port: not %s (RFC8252-7.3, SEC-184, SEC-185)', (presented) => {
    expect(matchRedirectUri(native('http://127.0.0.1/cb'), presented)).toBe(false)
  })

  it('is exact for a web client (SEC-185)', () => {
    expect(matchRedirectUri(web('http://127.0.0.1:4000/cb'), 'http://127.0.0.1:4001/cb')).toBe(false)
    expect(matchRedirectUri(web('http://localhost:4000/cb'), 'http://localhost:4001/cb')).toBe(false)
  })

  it('on localhost matches with any port for an OpenID Connect client, and is exact for a FAPI client (RFC8252-7.3, RFC8252-8.3, SEC-185)', () => {
    const fapi = { ...native('http://localhost:4000/cb'), security_profile: 'fapi2' }
    expect(matchRedirectUri(native('http://localhost/cb'), 'http://localhost:8250/cb')).toBe(true)
    expect(matchRedirectUri(fapi, 'http://localhost:4001/cb')).toBe(false)
    expect(matchRedirectUri(fapi, 'http://localhost:4000/cb')).toBe(true)
    for (const other of [
      'http://127.0.0.1:8250/cb',
      'http://localhost.evil.com:8250/cb',
      'http://localhost:8250/evil',
      'https://localhost:8250/cb',
    ])
      expect(matchRedirectUri(native('http://localhost/cb'), other)).toBe(false)
  })
})
