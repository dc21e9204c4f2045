import { STATUS_CODES } from 'node:http'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import type { Exchange } from './record-exchanges'
import { maskForm, maskIssuer, maskJson, maskUrl, toJson } from './mask-volatile'

const requestHeaders = [
  'accept',
  'content-type',
  'authorization',
  'dpop',
  'origin',
  'access-control-request-method',
  'access-control-request-headers',
]
const responseHeaders = [
  'location',
  'content-type',
  'cache-control',
  'www-authenticate',
  'dpop-nonce',
  'retry-after',
  'allow',
  'access-control-allow-origin',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-expose-headers',
  'access-control-max-age',
  'x-flow-id',
]

const spelling: Readonly<Record<string, string>> = { dpop: 'DPoP', 'dpop-nonce': 'DPoP-Nonce', 'www-authenticate': 'WWW-Authenticate' }
const spell = (name: string): string => spelling[name] ?? name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase())

const maskHeader = (name: string, value: string): string => {
  if (name === 'dpop') return '<proof>'
  if (name === 'dpop-nonce') return '<nonce>'
  if (name === 'x-flow-id') return '<flow>'
  if (name === 'retry-after') return '<seconds>'
  if (name === 'location') return maskUrl(value)
  return name === 'authorization' ? value.replace(/^(DPoP|Bearer) .*/, '$1 <access token>') : value
}

const showHeaders = (headers: Headers, names: readonly string[]): readonly string[] =>
  names.flatMap((name) => {
    const value = headers.get(name)
    return value === null || value === '*/*' ? [] : [`${spell(name)}: ${maskHeader(name, value)}`]
  })

const showBody = (type: string, text: string): string => {
  if (text === '') return ''
  if (type.startsWith('text/html')) return `… ${/<title>.*?<\/title>/.exec(text)?.[0] ?? ''} …`
  return type.includes('json') ? toJson(maskJson(JSON.parse(text))) : maskForm(text)
}

const join = (head: readonly string[], body: string): string => [...head, ...(body === '' ? [] : ['', body])].join('\n')
const typeOf = (headers: Headers): string => headers.get('content-type') ?? ''

/** The request as a page shows it. */
export function showRequest({ method, url, headers, body }: Exchange, issuer: string): string {
  const { origin, host } = new URL(url)
  const head = [`${method} ${maskUrl(url.slice(origin.length))} HTTP/1.1`, `Host: ${host}`, ...showHeaders(headers, requestHeaders)]
  return maskIssuer(join(head, showBody(typeOf(headers), body)), issuer)
}

/** Its answer as a page shows it. */
export function showResponse({ response: { status, headers, text } }: Exchange, issuer: string): string {
  const isRedirect = status >= 300 && status < 400
  const shown = isRedirect ? responseHeaders.filter((name) => name !== 'content-type') : responseHeaders
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...showHeaders(headers, shown)]
  return maskIssuer(join(head, isRedirect ? '' : showBody(typeOf(headers), text)), issuer)
}

/** What a JWT says. The nonce of a proof is the server's, and differs each time. */
export function showJwt(token: string, issuer: string): string {
  const [header, payload] = [decodeProtectedHeader(token), decodeJwt(token)]
  const nonce = header.typ === 'dpop+jwt' && payload['nonce'] !== undefined ? { nonce: '<nonce>' } : {}
  return maskIssuer(toJson(maskJson({ header, payload: { ...payload, ...nonce } })), issuer)
}
