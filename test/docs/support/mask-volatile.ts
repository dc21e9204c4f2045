/** The server of the pages; the one of the tests has a port of its own each time. */
const shownIssuer = 'https://login.example.com'

/** Values that differ each time, by the names that they go by: parameters, fields and claims. */
const volatile: Readonly<Record<string, string>> = {
  access_token: 'access token',
  ath: 'hash of the access token',
  at_hash: 'hash of the access token',
  auth_time: 'time of the login',
  client_assertion: 'client assertion',
  code: 'code',
  exp: 'time',
  flow: 'flow',
  grant_id: 'grant',
  handle: 'sealed state',
  iat: 'time',
  id_token: 'ID token',
  id_token_hint: 'ID token',
  jkt: 'thumbprint of the proof key',
  jti: 'random',
  kid: 'key',
  logout_token: 'logout token',
  n: 'base64url',
  nbf: 'time',
  refresh_token: 'refresh token',
  request_uri: 'urn:ietf:params:oauth:request_uri:<handle>',
  sid: 'session',
  token: 'token',
  x: 'base64url',
  y: 'base64url',
}

const masked = (name: string): string | undefined => {
  const mask = Object.hasOwn(volatile, name) ? volatile[name] : undefined
  return mask?.startsWith('urn:') ? mask : mask && `<${mask}>`
}

/** One parameter of a form or a query, as it is written there. */
const maskPair = (pair: string): string => {
  const [name = ''] = pair.split('=', 1)
  const mask = pair.includes('=') ? masked(name) : undefined
  return mask === undefined ? pair : `${name}=${mask}`
}

export const maskForm = (text: string): string => text.split('&').map(maskPair).join('\n&')

export const maskUrl = (url: string): string => {
  const [address = '', query] = url.split('?', 2)
  return query === undefined ? address : `${address}?${query.split('&').map(maskPair).join('&')}`
}

/** A JSON value, without what differs each time; scopes and errors are no volatile values, whatever their names. */
export function maskJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskJson)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, maskField(name, one)]))
}

const maskField = (name: string, value: unknown): unknown => (typeof value === 'object' ? maskJson(value) : (masked(name) ?? value))

/** JSON as prettier writes it: lists of words on one line where they fit. */
export const toJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replaceAll(/\[\n\s+([^[\]{}]*?)\n\s+\]/g, (list, inner: string) => {
    const line = `[${inner.replaceAll(/\n\s+/g, ' ')}]`
    return line.length > 100 ? list : line
  })

/** The test's server goes by the pages' name, also where its address is percent-encoded. */
export function maskIssuer(text: string, issuer: string): string {
  const hosts = [issuer, encodeURIComponent(issuer), new URL(issuer).host]
  const shown = [shownIssuer, encodeURIComponent(shownIssuer), new URL(shownIssuer).host]
  return hosts.reduce((all, host, index) => all.replaceAll(host, shown[index] ?? ''), text)
}
