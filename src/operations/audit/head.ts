import type { AuditSeal } from '#libs/audit-chain/audit-seal'

/** What names the end of the chain, and with it all that is before. */
export type Head = Pick<AuditSeal, 'number' | 'digest'>

/** The end of the chain as one word, to be kept elsewhere. */
export const toHead = ({ number, digest }: Head): string => `${number}:${digest}`

/** Reads what toHead() wrote; undefined when it is something else. */
export function parseHead(text: string): Head | undefined {
  const [, number, digest = ''] = /^(\d{1,9}):([\w-]{43})$/.exec(text) ?? []
  return number === undefined ? undefined : { number: Number(number), digest }
}
