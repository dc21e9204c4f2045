import { wrongField } from './client-metadata-error'
import { readCount } from './field-readers'
import type { Reader } from './field-readers'

/** Shortest lifetimes, in seconds: less would make clients renew what they have only just received. */
const shortest = { access_token: 30, id_token: 30, refresh_token_idle: 60, refresh_token: 60, session: 60 } as const

type LifetimeField = keyof typeof shortest

/** How long what one client is given is good for, in seconds, where that is shorter than for everybody. */
export type ClientLifetimes = { readonly [Field in LifetimeField]?: number }

const isField = (name: string): name is LifetimeField => Object.hasOwn(shortest, name)

/** Lower bounds are told here; upper ones are the server's settings. */
export const readLifetimes: Reader<ClientLifetimes> = (value, field, terms) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongField(field, 'must be a map of names to seconds')
  const lifetimes = Object.entries(value).map(([name, seconds]) => {
    const at = `${field}.${name.slice(0, 60)}`
    if (!isField(name)) throw wrongField(at, `is not one of ${Object.keys(shortest).join(', ')}`)
    const read = readCount(seconds, at, terms)
    if (read < shortest[name]) throw wrongField(at, `must be ${shortest[name]} seconds or more`)
    return [name, read] as const
  })
  return Object.fromEntries(lifetimes)
}
