import { findResource, normalizeResource } from './resource-identifier'

const known = 'https://api.example.com'

describe('a resource identifier', () => {
  it.each([known, `${known}/`, 'https://API.Example.com', 'HTTPS://api.example.com', `${known}:443`, `${known}:443/`])(
    'names the same resource in each of its spellings: %s (RFC3986-6.2.3, RFC8707-2)',
    (uri) => {
      expect(findResource(uri, ['https://other.example', known])).toBe(known)
      expect(findResource(known, [uri])).toBe(uri)
    },
  )

  it.each([
    `${known}/v1`,
    `${known}//`,
    `${known}/?x`,
    `${known}:8443`,
    'http://api.example.com',
    'https://api.example.com.',
    'https://user@api.example.com',
    'https://api.example.com@evil.example',
    'https://api.example.com.evil.example',
    `${known}/.`,
    'urn:example:api',
  ])('names another resource: %s (RFC3986-6.2.3, RFC8707-2, SEC-215)', (uri) => {
    expect(findResource(uri, [known])).toBeUndefined()
  })

  it('keeps its path as it is: case, dots and a slash at its end count (RFC3986-6.2.3)', () => {
    for (const path of ['/v1', '/v1/', '/V1', '/a/../v1', '/v1?x=1', '/%76'])
      expect(normalizeResource(`HTTPS://API.example.com:443${path}`)).toBe(known + path)
    expect(findResource(`${known}/v1/`, [`${known}/v1`])).toBeUndefined()
  })

  it('of another scheme is compared letter by letter', () => {
    expect(normalizeResource('urn:Example:API')).toBe('urn:Example:API')
    expect(normalizeResource('com.example.app://API')).toBe('com.example.app://API')
  })

  it('is found as it is written first', () => {
    expect(findResource(`${known}/`, [known, `${known}/`])).toBe(`${known}/`)
  })
})
