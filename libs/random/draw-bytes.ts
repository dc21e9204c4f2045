import { randomFillSync } from 'node:crypto'

/** Drawn for many at once: a call of the generator costs more than its bytes. */
const drawn = Buffer.alloc(4096)
let used = drawn.length

/**
 * Bytes of the system's generator, fit for secrets: nobody gets the same ones, and none stay behind.
 *
 * @param count at most 4096
 * @throws RangeError
 */
export function drawBytes(count: number): Buffer {
  if (count > drawn.length) throw new RangeError(`${count} bytes are more than are drawn at once`)
  if (used + count > drawn.length) draw()
  const kept = drawn.subarray(used, (used += count))
  const bytes = Buffer.from(kept)
  kept.fill(0)
  return bytes
}

function draw(): void {
  randomFillSync(drawn)
  used = 0
}
