import { excerpt, excerptWhole } from '../oauth-params/excerpt'
import type { Excerpt } from '../oauth-params/excerpt'

/** A claim or header of any type as evidence may show it; never for secrets. */
export const excerptClaim = (value: unknown): Excerpt =>
  value === undefined ? excerpt(undefined) : excerptWhole(typeof value === 'string' ? value : JSON.stringify(value), 100)
