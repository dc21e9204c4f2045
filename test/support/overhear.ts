import { secretFields } from '#platform/logging/secret-fields'

/** Where secrets are collected. */
interface Collector {
  add(name: string, secret: string | null | undefined): void
}

const secretNames: readonly string[] = [...secretFields, 'request_uri', 'request']

/** Collects every secret that goes over the wire, either way, until told to stop. */
export function overhear(secrets: Collector): () => void {
  const { fetch } = globalThis
  globalThis.fetch = async (input, init = {}) => {
    fromUrl(secrets, input instanceof Request ? input.url : String(input))
    fromHeaders(secrets, new Headers(init.headers))
    if (init.body instanceof URLSearchParams) fromParams(secrets, init.body)
    const response = await fetch(input, init)
    fromUrl(secrets, response.headers.get('location'))
    for (const line of response.headers.getSetCookie()) secrets.add('cookie', line.split(';')[0]?.split('=')[1])
    fromBody(secrets, await response.clone().text())
    return response
  }
  return () => void (globalThis.fetch = fetch)
}

function fromParams(secrets: Collector, params: URLSearchParams): void {
  for (const name of secretNames) for (const value of params.getAll(name)) secrets.add(name, value)
}

function fromUrl(secrets: Collector, url: string | null): void {
  if (url?.includes('?')) fromParams(secrets, new URLSearchParams(url.slice(url.indexOf('?'))))
}

function fromHeaders(secrets: Collector, headers: Headers): void {
  secrets.add('authorization', headers.get('authorization')?.split(' ')[1])
  secrets.add('proof', headers.get('dpop'))
  for (const pair of headers.get('cookie')?.split('; ') ?? []) secrets.add('cookie', pair.split('=')[1])
}

function fromBody(secrets: Collector, text: string): void {
  for (const [, name = '', value] of text.matchAll(/"(\w+)":"([^"]*)"/g)) if (secretNames.includes(name)) secrets.add(name, value)
  for (const [, name = '', value] of text.matchAll(/name="(\w+)" value="([^"]*)"/g))
    if (secretNames.includes(name)) secrets.add(name, value)
}
