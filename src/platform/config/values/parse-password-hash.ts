import { enforces } from '#libs/checks/enforces'
import { BrokenRule } from './broken-rule'

enforces('RFC9106-3.1')

/** What one password hash costs (RFC 9106). */
export interface PasswordHashCost {
  readonly memoryKiB: number
  readonly passes: number
  readonly lanes: number
}

const syntax = /^argon2id,m=(\d{1,9}),t=(\d{1,9}),p=(\d{1,9})$/
const within = (value: number, min: number, max: number) => value >= min && value <= max

/** Reads `argon2id,m=KiB,t=passes,p=lanes`. */
export function parsePasswordHash(text: string): PasswordHashCost {
  const [, memory, passes, lanes] = syntax.exec(text) ?? []
  const cost = { memoryKiB: Number(memory), passes: Number(passes), lanes: Number(lanes) }
  if (Number.isNaN(cost.memoryKiB)) throw new BrokenRule('must be written as argon2id,m=19456,t=2,p=1')
  if (!within(cost.lanes, 1, 16)) throw new BrokenRule('must have p from 1 to 16')
  if (!within(cost.passes, 1, 50)) throw new BrokenRule('must have t from 1 to 50')
  // RFC 9106 §3.1: at least 8 KiB for each lane
  if (!within(cost.memoryKiB, 8 * cost.lanes, 1_048_576)) throw new BrokenRule('must have m from 8 for each lane to 1048576')
  return cost
}

/** Whether a hash of one cost is easier to try than one of another, in any parameter. */
export const isCheaper = (cost: PasswordHashCost, than: PasswordHashCost): boolean =>
  cost.memoryKiB < than.memoryKiB || cost.passes < than.passes || cost.lanes < than.lanes
