import { excerptWhole } from '../oauth-params/excerpt'

/** A claim or header of any type as evidence may show it; never for secrets. */
export const excerptClaim = (value: unknown): string =>
  value === undefined ? 'nothing' : excerptWhole(typeof value === 'string' ? value : JSON.stringify(value))
