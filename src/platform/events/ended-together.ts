import { createHash } from 'node:crypto'
import type { EndedTogether } from './event-catalog'

/** Endings of so many records at once are told one by one; those of more by one event. */
export const mostToldSingly = 100

/** Tells of many records that ended at once, with a digest by which it can be shown which they were. */
export function endedTogether(ids: readonly string[], why: string): EndedTogether {
  const sorted = ids.toSorted()
  const digest = createHash('sha256').update(sorted.join('\n')).digest('base64url')
  return { count: ids.length, ids: sorted.slice(0, mostToldSingly), digest, why }
}
