import { isAbsoluteUri } from './absolute-uri'
import { isLoopbackOrPrivateScheme } from './is-loopback-or-private-scheme'
import { redirectUriFault } from './redirect-uri-fault'

const web = { applicationType: 'web', profile: 'oidc', production: true } as const
const native = { applicationType: 'native', profile: 'oidc', production: true } as const
const webAtHome = { applicationType: 'web', profile: 'oidc', production: false } as const

describe('a redirect URI to be registered', () => {
  it.each(['https://app.example/cb', 'https://app.example', 'https://app.example:8443/cb?a=b', 'https://[2001:db8::1]/cb'])(
    'is https: %s (FAPI2-SP-FINAL-5.3.2.2-8)',
    (uri) => {
      expect(redirectUriFault(uri, web)).toBeUndefined()
      expect(redirectUriFault(uri, native)).toBeUndefined()
    },
  )

  it('is refused with the rule when it is http (FAPI2-SP-FINAL-5.3.2.2-8, SEC-34)', () => {
    expect(redirectUriFault('http://app.example/cb', web)).toBe('http://app.example/cb is not https (FAPI2-SP-FINAL-5.3.2.2-8)')
    expect(redirectUriFault('http://app.example/cb', native)).toContain('FAPI2-SP-FINAL-5.3.2.2-8')
    expect(redirectUriFault('http://app.example/cb', webAtHome)).toContain('FAPI2-SP-FINAL-5.3.2.2-8')
  })

  it.each(['http://localhost:4000/cb', 'http://127.0.0.1/cb', 'http://[::1]:4000/cb'])(
    'may be http on this machine outside production, and not in production: %s (FAPI2-SP-FINAL-5.3.2.2-8, SEC-34)',
    (uri) => {
      expect(redirectUriFault(uri, webAtHome)).toBeUndefined()
      expect(redirectUriFault(uri, web)).toContain('FAPI2-SP-FINAL-5.3.2.2-8')
    },
  )

  it('may be on this machine for a native client in production; of a FAPI client by the address alone (RFC8252-7.3, RFC8252-8.3, SEC-34)', () => {
    for (const uri of ['http://127.0.0.1/cb', 'http://[::1]:4000/cb']) {
      expect(redirectUriFault(uri, native)).toBeUndefined()
      expect(redirectUriFault(uri, { ...native, profile: 'fapi2' })).toBeUndefined()
    }
    expect(redirectUriFault('http://localhost:8250/cb', native)).toBeUndefined()
    expect(redirectUriFault('http://localhost/cb', { ...native, profile: 'fapi2' })).toContain('RFC8252-8.3')
    expect(redirectUriFault('http://localhost.evil.com/cb', native)).toContain('FAPI2-SP-FINAL-5.3.2.2-8')
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://a.example/x',
    'about:blank',
    'myapp:/cb',
  ])('never has a dangerous or dotless scheme: %s (RFC8252-7.1, SEC-186)', (uri) => {
    expect(redirectUriFault(uri, web)).toContain('is not https')
    expect(redirectUriFault(uri, webAtHome)).toContain('is not https')
    expect(redirectUriFault(uri, native)).toContain('RFC8252-7.1')
  })

  it('may have a private-use scheme with a dot for a native client alone (RFC8252-7.1, SEC-186)', () => {
    expect(redirectUriFault('com.example.app:/cb', native)).toBeUndefined()
    expect(redirectUriFault('com.example.app:/cb', web)).toContain('is not https')
  })

  it.each(['com.example.app://:443', 'com.example.app://[zz]/cb', 'com.example.app://host:99999/cb'])(
    'with a private-use scheme can be parsed: %s (RFC8252-7.1, RFC3986-3.2)',
    (uri) => expect(redirectUriFault(uri, native)).toContain('cannot be parsed'),
  )

  it('has no fragment, not even an empty one (RFC6749-3.1.2, SEC-187, oidcc-redirect-uri-regfrag)', () => {
    expect(redirectUriFault('https://app.example/cb#x', web)).toContain('RFC6749-3.1.2')
    expect(redirectUriFault('https://app.example/cb#', web)).toContain('RFC6749-3.1.2')
  })

  it.each(['code', 'state', 'iss', 'error', 'error_description', 'session_state'])(
    'holds no parameter that the response adds: %s (RFC6749-4.1.2, SEC-192)',
    (name) => {
      expect(redirectUriFault(`https://app.example/cb?a=b&${name}=evil`, web)).toContain(`holds the parameter ${name}`)
      expect(redirectUriFault(`https://app.example/cb?%${name.charCodeAt(0).toString(16)}${name.slice(1)}`, web)).toContain(
        'holds the parameter',
      )
    },
  )

  it.each([
    'https://ok.com@evil/cb',
    'https://u:p@ok.com/cb',
    'https:///cb',
    'https:ok.com/cb',
    'https://*.ok.com/cb',
    'https://ok.com:99999/cb',
  ])('names one plain host: %s (RFC9700-2.1, SEC-184)', (uri) => {
    expect(redirectUriFault(uri, web)).toContain('RFC9700-2.1')
  })

  it.each([
    'https://ok.com/a b',
    'https://ok.com\\evil',
    'https://ok.com/\r\nx',
    'https://ök.com/',
    'https://ok.com/%zz',
    '',
    '/cb',
    '//ok.com/cb',
  ])('is a URI in ASCII without controls: %j (RFC3986-2, SEC-360)', (uri) => {
    expect(redirectUriFault(uri, web)).toBeDefined()
    expect(redirectUriFault(uri, web)).not.toMatch(/[\r\n]/)
  })

  it('has at most 2000 characters, and the sentence shows only the first (SEC-271)', () => {
    const fault = redirectUriFault(`https://ok.com/${'x'.repeat(2000)}`, web)
    expect(fault).toContain('is longer than 2000 characters')
    expect(fault?.length).toBeLessThan(200)
  })
})

describe('consent is not remembered for', () => {
  it.each(['http://127.0.0.1:4000/cb', 'http://[::1]/cb', 'http://localhost/cb', 'com.example.app:/cb'])(
    '%s (RFC8252-8.6, SEC-213)',
    (uri) => {
      expect(isLoopbackOrPrivateScheme(uri)).toBe(true)
    },
  )

  it('but is for a web address (RFC8252-8.6)', () => {
    expect(isLoopbackOrPrivateScheme('https://localhost.example/cb')).toBe(false)
  })
})

describe('an absolute URI', () => {
  it.each(['https://api.example.com', 'https://api.example.com/a?b=c', 'urn:example:api', 'http://localhost:4001'])(
    'is %s (RFC8707-2)',
    (uri) => {
      expect(isAbsoluteUri(uri)).toBe(true)
    },
  )

  it.each([
    'evil',
    '/relative',
    '//api.example.com',
    'https://a.example/#x',
    'https://a.example/#',
    'https://a b',
    'https:',
    'https://',
    'ä:x',
    '',
  ])('is not %j (RFC8707-2, SEC-215)', (uri) => {
    expect(isAbsoluteUri(uri)).toBe(false)
  })
})
