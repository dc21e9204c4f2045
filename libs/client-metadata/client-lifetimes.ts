import { wrongField } from './client-metadata-error'
import { readCount } from './field-readers'
import type { Reader, ReadingTerms } from './field-readers'
import { readExpression } from './read-claims'

/** Shortest lifetimes, in seconds: less would make clients renew what they have only just received. */
export const shortestLifetimes = { access_token: 30, id_token: 30, refresh_token_idle: 60, refresh_token: 60, session: 60 } as const

export type LifetimeField = keyof typeof shortestLifetimes

/** How long what one client is given is good for, where that is shorter than for everybody: in seconds, or as an expression (CEL). */
export type ClientLifetimes = { readonly [Field in LifetimeField]?: number | string }

const isField = (name: string): name is LifetimeField => Object.hasOwn(shortestLifetimes, name)

/** Lower bounds are told here; upper ones are the server's settings. */
export const readLifetimes: Reader<ClientLifetimes> = (value, field, terms) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongField(field, 'must be a map of names to seconds')
  const lifetimes = Object.entries(value).map(([name, seconds]) => {
    const at = `${field}.${name.slice(0, 60)}`
    if (!isField(name)) throw wrongField(at, `is not one of ${Object.keys(shortestLifetimes).join(', ')}`)
    return [name, typeof seconds === 'string' ? readExpression(seconds, at, terms) : readSeconds(name, seconds, at, terms)] as const
  })
  return Object.fromEntries(lifetimes)
}

function readSeconds(name: LifetimeField, value: unknown, at: string, terms: ReadingTerms): number {
  const seconds = readCount(value, at, terms)
  if (seconds < shortestLifetimes[name]) throw wrongField(at, `must be ${shortestLifetimes[name]} seconds or more`)
  return seconds
}
