import type { MarkedRecord } from './audit-record'
import { SealDigest } from './audit-seal'
import type { AuditSeal } from './audit-seal'
import type { AuditFault, SealChain } from './seal-chain'

/** A seal, or one of the records that follow it. */
export type ChainItem = { readonly seal: AuditSeal } | { readonly record: MarkedRecord }

/** Follows the chain through a sequence in which each seal stands before its records. */
export class ChainReader {
  #open: { readonly seal: AuditSeal; readonly digest: SealDigest } | undefined

  constructor(private readonly chain: SealChain) {}

  /** @returns what is wrong with the seal whose records have ended with this item */
  read(item: ChainItem): readonly AuditFault[] {
    if ('record' in item) {
      this.#open?.digest.add(item.record)
      return this.#open ? [] : [{ at: `record ${item.record.id}`, fault: 'stands before any seal' }]
    }
    const faults = this.end()
    this.#open = { seal: item.seal, digest: new SealDigest(item.seal) }
    return faults
  }

  /** @returns what is wrong with the last seal */
  end(): readonly AuditFault[] {
    const open = this.#open
    this.#open = undefined
    return open ? this.chain.follow(open.seal, open.digest) : []
  }
}
