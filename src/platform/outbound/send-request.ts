import type { IncomingMessage, RequestOptions } from 'node:http'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { enforces } from '#libs/checks/enforces'
import { traceHeaders } from '#platform/tracing/span'
import { OutboundError } from './outbound-error'
import type { Target } from './parse-target'
import type { Address } from './resolve-target'

enforces('FAPI2-SP-FINAL-5.2.1-5')

const maxHeaderBytes = 16_384

/** Answers every question for an address with those that were checked, so that no second resolution can differ. */
const pinnedTo = (addresses: readonly Address[]): LookupFunction => {
  const [first] = addresses
  return (_hostname, options, answer) => {
    if (options.all) answer(null, [...addresses])
    else answer(null, first?.address ?? '', first?.family)
  }
}

/** What a request says: a GET, or the POST of a form. */
export interface Message {
  readonly accept: string
  /** Parameters as application/x-www-form-urlencoded. */
  readonly form?: string
}

const formHeaders = (form: string) => ({
  'content-type': 'application/x-www-form-urlencoded',
  'content-length': String(Buffer.byteLength(form)),
})

/** Sends one request to a checked address: no redirects, no cookies, no shared connections; TLS verified unless the host is trusted. */
export function sendRequest(
  { url, trusted }: Target,
  addresses: readonly Address[],
  { accept, form }: Message,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const headers = { accept, 'accept-encoding': 'identity', 'user-agent': 'Aldgate', connection: 'close' }
  const options: RequestOptions & { rejectUnauthorized: boolean } = {
    lookup: pinnedTo(addresses),
    method: form === undefined ? 'GET' : 'POST',
    headers: { ...headers, ...traceHeaders(), ...(form !== undefined && formHeaders(form)) },
    agent: false,
    maxHeaderSize: maxHeaderBytes,
    rejectUnauthorized: !trusted,
    signal,
  }
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestHttps(url, options) : requestHttp(url, options)
    request.once('response', resolve)
    request.on('error', (error) => reject(new OutboundError('connection failed', error)))
    request.end(form)
  })
}
