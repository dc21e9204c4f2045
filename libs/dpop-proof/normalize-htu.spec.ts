import { normalizeHtu } from './normalize-htu'

describe('a normalised htu', () => {
  it.each([
    ['https://as.example.com/token', 'https://as.example.com/token'],
    ['HTTPS://AS.Example.COM/token', 'https://as.example.com/token'],
    ['https://as.example.com:443/token', 'https://as.example.com/token'],
    ['https://as.example.com:/token', 'https://as.example.com/token'],
    ['http://localhost:80', 'http://localhost/'],
    ['http://localhost:3000', 'http://localhost:3000/'],
    ['https://as.example.com/token?a=b', 'https://as.example.com/token'],
    ['https://as.example.com/token#x', 'https://as.example.com/token'],
    ['https://as.example.com?a=b', 'https://as.example.com/'],
    ['https://as.example.com/%74oken/%7e%2f%c3', 'https://as.example.com/token/~%2F%C3'],
    ['https://as.example.com/a/../token/./', 'https://as.example.com/token/'],
    ['https://[::1]:3000/token', 'https://[::1]:3000/token'],
  ])('of %s is %s (RFC3986-6.2.2, RFC3986-6.2.3, SEC-98)', (given, expected) => {
    expect(normalizeHtu(given)).toBe(expected)
  })

  it('keeps the case of the path (RFC3986-6.2.2.1, SEC-98)', () => {
    expect(normalizeHtu('https://as.example.com/Token')).toBe('https://as.example.com/Token')
  })

  it.each([
    '/token',
    '//as.example.com/token',
    'as.example.com/token',
    'ftp://as.example.com/token',
    'https:as.example.com/token',
    'https:/as.example.com/token',
    'https:///as.example.com/token',
    'https://',
    'https://u:p@as.example.com/token',
    'https://@as.example.com/token',
    String.raw`https:\\as.example.com\token`,
    String.raw`https://as.example.com\token`,
    ' https://as.example.com/token',
    'https://as.example.com/tok\nen',
    'https://as.example.com/tök',
    'https://as.example.com/%zz',
    'https://as.example.com:99999/token',
    'https://as.example.com|/token',
    `https://as.example.com/${'a'.repeat(2048)}`,
    '',
  ])('does not exist for %j (RFC9449-4.3-9, SEC-99)', (given) => {
    expect(normalizeHtu(given)).toBeUndefined()
  })
})
