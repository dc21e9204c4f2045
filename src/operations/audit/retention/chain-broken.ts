import type { AuditFault } from '#libs/audit-chain/seal-chain'

/** What was to be dropped is not as it was written: it stays, as evidence. */
export class ChainBroken extends Error {}

/** @throws ChainBroken where there are faults */
export function refuseFaults([fault]: readonly AuditFault[]): void {
  if (fault) throw new ChainBroken(`${fault.at} ${fault.fault}`)
}
