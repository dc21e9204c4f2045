import { isRecord } from '#libs/jwk/is-record'
import type { Exchange, HeaderLines } from './exchange'

/** What an answer says about why it refuses; whatever it does not say is absent. */
export interface Refusal {
  readonly error: string
  readonly description?: string
  /** The page of the server that explains this refusal; in development alone. */
  readonly explanation?: string
  /** By which the server's records tell the whole story. */
  readonly flowId?: string
  /** The check that refused, where the API says so. */
  readonly refusedBy?: { readonly check: string; readonly clauses: readonly string[]; readonly hint: string }
}

type Said = Readonly<Record<string, unknown>>

export const headerOf = (headers: HeaderLines, name: string): string | undefined => headers.find(([one]) => one.toLowerCase() === name)?.[1]

export function parseJson(text: string): Said | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

// An address that a page may link to: whatever else came is shown as text only.
const webAddress = (value: unknown): string | undefined => {
  const url = typeof value === 'string' ? URL.parse(value) : null
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.href : undefined
}

const attribute = (html: string, name: string): string | undefined => new RegExp(`\\b${name}="([^"&<>]*)"`).exec(html)?.[1]

// The server's error page says in attributes what it says in words; in development it links to the story of its flow.
const readPage = (html: string): Said | undefined => {
  const [error, flow] = [attribute(html, 'data-error'), attribute(html, 'data-flow')]
  const link = [...html.matchAll(/\bhref="([^"&<>]+)"/g)].find(([, address = '']) => flow !== undefined && address.endsWith(`/${flow}`))
  return error === undefined ? undefined : { error, error_uri: link?.[1] }
}

const readLocation = (location: string | undefined): Said | undefined => {
  const params = location === undefined ? undefined : URL.parse(location)?.searchParams
  return params?.has('error') ? Object.fromEntries(params) : undefined
}

function isRefusedBy(value: unknown): value is NonNullable<Refusal['refusedBy']> {
  return isRecord(value) && typeof value['check'] === 'string' && typeof value['hint'] === 'string' && Array.isArray(value['clauses'])
}

/** The parameters of an error, wherever the answer has them: JSON, page, or the address that it redirects to. */
function findSaid({ status, headers, body }: NonNullable<Exchange['answer']>): Said | undefined {
  const redirected = readLocation(headerOf(headers, 'location'))
  if (redirected || status < 400) return redirected
  return parseJson(body) ?? readPage(body) ?? { error: `status ${status}` }
}

/** The parameters of an error, as whoever receives them may use them. */
function toRefusal(said: Said, flowId: string | undefined): Refusal {
  const [description, explanation] = [text(said['error_description']), webAddress(said['error_uri'])]
  return {
    error: text(said['error']) ?? 'no error code',
    ...(description !== undefined && { description }),
    ...(explanation !== undefined && { explanation }),
    ...(flowId !== undefined && { flowId }),
    ...(isRefusedBy(said['refused_by']) && { refusedBy: said['refused_by'] }),
  }
}

/** Why an exchange was refused; undefined where it was not. */
export function readRefusal({ answer, failure, objection }: Exchange): Refusal | undefined {
  if (objection !== undefined) return { error: 'refused by the demo client', description: objection }
  if (failure !== undefined) return { error: 'no answer', description: failure }
  const said = answer && findSaid(answer)
  return said && answer && toRefusal(said, headerOf(answer.headers, 'x-flow-id'))
}
