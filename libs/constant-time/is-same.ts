import { timingSafeEqual } from 'node:crypto'

/** Whether two values are the same, in a time that tells only whether their lengths are. The one comparison of secrets and MACs. */
export function isSame(one: string | Uint8Array, other: string | Uint8Array): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}
