import type { AuditSeal } from '#libs/audit-chain/audit-seal'

/** One unit of work deletes so many at the most, so that others wait for a moment. */
const mostRecords = 1_000
const mostSeals = 100

type Seals = readonly [AuditSeal, ...AuditSeal[]]

/** Seals in their order, in portions that one unit of work drops; a seal is never divided. */
export function portionsOf(seals: readonly AuditSeal[]): readonly Seals[] {
  const portions: [AuditSeal, ...AuditSeal[]][] = []
  let records = 0
  for (const seal of seals) {
    const portion = portions.at(-1)
    records += seal.records
    if (portion && portion.length < mostSeals && records <= mostRecords) portion.push(seal)
    else {
      portions.push([seal])
      records = seal.records
    }
  }
  return portions
}
