import { UsageError } from './cli-verb'
import type { VerbOption } from './cli-verb'

const [usual, most] = [50, 1000]

/** The option of verbs that list what there may be many of. */
export const limitOption: VerbOption = { type: 'string', description: `So many at the most (${usual} unless said).` }

/** @throws UsageError */
export function readLimit(text: string | boolean | undefined): number {
  const limit = text === undefined ? usual : Number(text)
  if (!Number.isInteger(limit) || limit < 1 || limit > most) throw new UsageError(`--limit is a whole number from 1 to ${most}`)
  return limit
}
