import { isSame } from '../constant-time/is-same'
import type { SealingKey } from '../sealed-box/sealed-box'
import { judgeSeal } from './audit-seal'
import type { AuditSeal, SealDigest } from './audit-seal'

/** Something in the audit log that is not as it was written. */
export interface AuditFault {
  /** "seal 12", "record …". */
  readonly at: string
  readonly fault: string
}

/** Follows the chain from seal to seal, and says where it is broken. */
export class SealChain {
  #expected: number
  /** The digest that the next seal has to name; undefined where that cannot be known. */
  #previous: string | undefined
  /** The first of the seals that no MAC under a known key vouches for so far. */
  #unproven: AuditSeal | undefined

  /**
   * @param from the first seal to come
   * @param previous the digest of the seal before it, where that is known; before the first of all there is none
   */
  constructor(
    private readonly keys: readonly SealingKey[],
    from: number,
    previous?: string,
  ) {
    this.#expected = from
    this.#previous = from === 1 ? '' : previous
  }

  /** @param digest made of the seal and the records that are there */
  follow(seal: AuditSeal, digest: SealDigest): readonly AuditFault[] {
    const broken = [...this.#judgeNumber(seal), ...this.#judgeLink(seal)]
    const unproven = broken.length > 0 ? this.finish() : []
    const faults = [...unproven, ...broken, ...judgeContent(seal, digest), ...this.#judgeMac(seal)]
    this.#expected = seal.number + 1
    this.#previous = seal.digest
    return faults
  }

  /** What is left to say when no seal follows. */
  finish(): readonly AuditFault[] {
    const unproven = this.#unproven
    this.#unproven = undefined
    if (!unproven) return []
    const fault = `nothing vouches for it: its key ${unproven.keyId} is not in KEY_ENCRYPTION_KEY, and no seal under another key follows`
    return [{ at: nameOf(unproven), fault }]
  }

  #judgeNumber({ number }: AuditSeal): readonly AuditFault[] {
    if (number === this.#expected) return []
    this.#previous = undefined
    const last = number - 1
    return [{ at: `seal ${this.#expected}`, fault: last > this.#expected ? `is missing, with those up to seal ${last}` : 'is missing' }]
  }

  #judgeLink(seal: AuditSeal): readonly AuditFault[] {
    if (this.#previous === undefined || isSame(this.#previous, seal.previous)) return []
    const fault =
      seal.previous === '' ? 'begins anew: the seal before it did not hold when it was made' : 'does not follow the seal before it'
    return [{ at: nameOf(seal), fault }]
  }

  #judgeMac(seal: AuditSeal): readonly AuditFault[] {
    const judgement = judgeSeal(seal, this.keys)
    if (judgement === 'unknown key') this.#unproven ??= seal
    if (judgement === 'genuine') this.#unproven = undefined
    return judgement === 'forged' ? [{ at: nameOf(seal), fault: 'was changed or forged: its MAC does not match' }] : []
  }
}

const nameOf = ({ number }: AuditSeal) => `seal ${number}`

function judgeContent(seal: AuditSeal, digest: SealDigest): readonly AuditFault[] {
  if (digest.count < seal.records)
    return [{ at: nameOf(seal), fault: `lacks ${seal.records - digest.count} of its ${seal.records} records` }]
  if (digest.count > seal.records)
    return [{ at: nameOf(seal), fault: `has ${digest.count} records, ${digest.count - seal.records} too many` }]
  if (isSame(digest.finish(), seal.digest)) return []
  return [{ at: nameOf(seal), fault: 'does not match its records: one of them, or the seal, was changed' }]
}
