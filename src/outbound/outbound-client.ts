import type { IncomingMessage } from 'node:http'
import { Injectable } from '@nestjs/common'
import { OutboundSettings } from '../config/outbound-settings'
import { ServerSettings } from '../config/server-settings'
import { checkResponse } from './check-response'
import { maxAgeSeconds } from './max-age'
import { OutboundError } from './outbound-error'
import { parseJson } from './parse-json'
import { parseTarget } from './parse-target'
import type { TargetRules } from './parse-target'
import { resolveTarget, systemResolve } from './resolve-target'
import { sendRequest } from './send-request'
import { TrustedHosts } from './trusted-hosts'

export interface OutboundOptions {
  /** The longest body, 64 kB unless told, never more than 512 kB. */
  readonly maxBytes?: number
  /** For all of it: name, connection, head and body. 5 seconds unless told. */
  readonly timeoutMs?: number
  readonly accept?: string
}

export interface JsonAnswer {
  readonly body: unknown
  readonly maxAgeSeconds?: number
}

const defaults = { maxBytes: 65_536, timeoutMs: 5_000, accept: 'application/json' }
const mostBytes = 524_288

async function readBytes(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new OutboundError('too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Settles with what was promised, or fails once the time is up: a name's resolution cannot be broken off. */
function within<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new OutboundError('timeout')), { once: true })
    promise.then(resolve, reject)
  })
}

/** The only way by which this server asks others: what strangers register as URLs cannot lead it inside. */
@Injectable()
export class OutboundClient {
  readonly #rules: TargetRules

  constructor(outbound: OutboundSettings, { environment }: ServerSettings) {
    const trustedHosts = new TrustedHosts(environment === 'production' ? [] : outbound.allow)
    this.#rules = { trustedHosts, allowHttp: environment === 'development' }
  }

  /** @throws OutboundError whatever went wrong */
  async getJson(url: string, options: OutboundOptions = {}): Promise<JsonAnswer> {
    const { maxBytes, timeoutMs, accept } = { ...defaults, ...options }
    const cancel = new AbortController()
    const timer = setTimeout(() => cancel.abort(), timeoutMs)
    try {
      return await within(cancel.signal, this.#get(url, Math.min(maxBytes, mostBytes), accept, cancel.signal))
    } catch (error) {
      throw error instanceof OutboundError ? error : new OutboundError('connection failed', error)
    } finally {
      clearTimeout(timer)
      cancel.abort()
    }
  }

  async #get(url: string, maxBytes: number, accept: string, signal: AbortSignal): Promise<JsonAnswer> {
    const target = parseTarget(url, this.#rules)
    const addresses = await resolveTarget(target, systemResolve)
    const response = await sendRequest(target, addresses, accept, signal)
    checkResponse(response, maxBytes)
    const body = parseJson(await readBytes(response, maxBytes))
    const seconds = maxAgeSeconds(response.headers['cache-control'])
    return { body, ...(seconds !== undefined && { maxAgeSeconds: seconds }) }
  }
}
