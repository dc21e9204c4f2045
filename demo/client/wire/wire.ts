import { AsyncLocalStorage } from 'node:async_hooks'
import type { CustomFetch } from 'openid-client'
import type { AttackPart, Exchange, ReceivedAnswer, SentRequest } from './exchange'

/** What goes into fetch, as openid-client and the attacks hand it over. */
interface FetchInit {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly signal?: AbortSignal
}

interface Recording {
  readonly exchanges: Exchange[]
  part: AttackPart | undefined
}

/** What was done, with every exchange that it took; the error where it failed. */
export interface Recorded<Result> {
  readonly exchanges: Exchange[]
  readonly result?: Result
  readonly error?: unknown
}

const maxShownLetters = 20_000
const patienceMilliseconds = 15_000
const recordings = new AsyncLocalStorage<Recording>()

const textOf = (body: unknown): string | undefined => {
  if (typeof body === 'string') return body
  return body instanceof URLSearchParams ? body.toString() : undefined
}

async function readAnswer(response: Response): Promise<ReceivedAnswer> {
  const body = await response.clone().text()
  return { status: response.status, headers: [...response.headers], body: body.slice(0, maxShownLetters) }
}

/** The sentence for a request that got no answer. */
function explainSilence(url: string, error: unknown): string {
  const { cause, message } = error as { cause?: { code?: string }; message?: string }
  return `${new URL(url).origin} does not answer (${cause?.code ?? message ?? 'no reason is known'})`
}

async function send(request: SentRequest, init: FetchInit): Promise<{ response?: Response; exchange: Exchange; error?: unknown }> {
  try {
    const { method, headers, body, signal = AbortSignal.timeout(patienceMilliseconds) } = init
    const response = await fetch(request.url, { method, headers, body: textOf(body) ?? null, redirect: 'manual', signal })
    return { response, exchange: { request, answer: await readAnswer(response) } }
  } catch (error) {
    return { error, exchange: { request, failure: explainSilence(request.url, error) } }
  }
}

/** A fetch that keeps what it sends and receives for whoever records at the moment. */
export const recordingFetch: CustomFetch & ((url: string, init: FetchInit) => Promise<Response>) = async (url, init: FetchInit) => {
  const recording = recordings.getStore()
  const by = recording?.part === 'attack' ? 'attacker' : 'client'
  const request: SentRequest = { by, method: init.method, url, headers: Object.entries(init.headers), body: textOf(init.body) }
  const { response, exchange, error } = await send(request, init)
  note(exchange)
  if (response) return response
  throw error
}

/** Adds an exchange that no fetch of ours made, such as the browser's way to the server, to what is being recorded. */
export function note(exchange: Exchange): void {
  const recording = recordings.getStore()
  recording?.exchanges.push(recording.part === undefined ? exchange : { ...exchange, part: recording.part })
}

/** Does something and keeps every exchange that it takes. Never throws. */
export async function record<Result>(task: () => Promise<Result>): Promise<Recorded<Result>> {
  const recording: Recording = { exchanges: [], part: undefined }
  return recordings.run(recording, async () => {
    try {
      return { exchanges: recording.exchanges, result: await task() }
    } catch (error) {
      return { exchanges: recording.exchanges, error }
    }
  })
}

/** Marks what happens from now on as this part of an attack. */
export function enterPart(part: AttackPart): void {
  const recording = recordings.getStore()
  if (recording) recording.part = part
}
