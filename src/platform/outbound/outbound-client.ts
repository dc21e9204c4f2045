import type { IncomingMessage } from 'node:http'
import { Injectable } from '@nestjs/common'
import { AddressList } from '#libs/ip-address/address-list'
import { OutboundSettings } from '#platform/config/outbound-settings'
import { ServerSettings } from '#platform/config/server-settings'
import { checkResponse } from './check-response'
import { maxAgeSeconds } from './max-age'
import { OutboundError } from './outbound-error'
import { parseJson } from './parse-json'
import { parseTarget } from './parse-target'
import type { TargetRules } from './parse-target'
import { resolveTarget, systemResolve } from './resolve-target'
import { sendRequest } from './send-request'
import type { Message } from './send-request'
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
  readonly #ownNetworks: AddressList

  constructor(outbound: OutboundSettings, { environment }: ServerSettings) {
    const trustedHosts = new TrustedHosts(environment === 'production' ? [] : outbound.allow)
    this.#ownNetworks = new AddressList(outbound.networks)
    this.#rules = { trustedHosts, allowHttp: environment === 'development' }
  }

  /** @throws OutboundError whatever went wrong */
  async getJson(url: string, options: OutboundOptions = {}): Promise<JsonAnswer> {
    const { maxBytes, timeoutMs, accept } = { ...defaults, ...options }
    return this.#inTime(timeoutMs, (signal) => this.#get(url, Math.min(maxBytes, mostBytes), accept, signal))
  }

  /**
   * Posts a form and answers with the status alone, whatever it is: the body is not read, a redirect is not followed.
   *
   * @throws OutboundError no answer came
   */
  async postForm(url: string, form: URLSearchParams, { timeoutMs = defaults.timeoutMs } = {}): Promise<number> {
    return this.#inTime(timeoutMs, async (signal) => {
      const response = await this.#send(url, { accept: '*/*', form: form.toString() }, signal)
      response.destroy()
      return response.statusCode ?? 0
    })
  }

  async #inTime<T>(timeoutMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const cancel = new AbortController()
    const timer = setTimeout(() => cancel.abort(), timeoutMs)
    try {
      return await within(cancel.signal, work(cancel.signal))
    } catch (error) {
      throw error instanceof OutboundError ? error : new OutboundError('connection failed', error)
    } finally {
      clearTimeout(timer)
      cancel.abort()
    }
  }

  async #get(url: string, maxBytes: number, accept: string, signal: AbortSignal): Promise<JsonAnswer> {
    const response = await this.#send(url, { accept }, signal)
    checkResponse(response, maxBytes)
    const body = parseJson(await readBytes(response, maxBytes))
    const seconds = maxAgeSeconds(response.headers['cache-control'])
    return { body, ...(seconds !== undefined && { maxAgeSeconds: seconds }) }
  }

  async #send(url: string, message: Message, signal: AbortSignal): Promise<IncomingMessage> {
    const target = parseTarget(url, this.#rules)
    return sendRequest(target, await resolveTarget(target, systemResolve, this.#ownNetworks), message, signal)
  }
}
