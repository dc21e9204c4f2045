import { hash } from 'node:crypto'

/** The table is made twice as large when it is filled by more than this share. */
const fullest = 0.6

/**
 * Tells whether a key has come before, among any number of keys: of each, 64 bits of its digest are kept, so that a million keys take 16 to
 * 32 MB and two different ones are taken for the same once in thirty million runs.
 */
export class SeenKeys {
  #table = new Uint32Array(2 * 1024)
  #count = 0

  /** False when the key has come before. */
  add(key: string): boolean {
    if (this.#count > fullest * (this.#table.length / 2)) this.#grow()
    const digest = hash('sha256', key, 'buffer')
    // Two zeros mark a free place.
    const isNew = this.#put(digest.readUInt32LE(0) || 1, digest.readUInt32LE(4))
    if (isNew) this.#count += 1
    return isNew
  }

  #put(high: number, low: number): boolean {
    const places = this.#table.length / 2
    let place = low % places
    for (; this.#table[2 * place] !== 0; place = (place + 1) % places)
      if (this.#table[2 * place] === high && this.#table[2 * place + 1] === low) return false
    this.#table.set([high, low], 2 * place)
    return true
  }

  #grow(): void {
    const before = this.#table
    this.#table = new Uint32Array(2 * before.length)
    for (let at = 0; at < before.length; at += 2) if (before[at] !== 0) this.#put(before[at] ?? 0, before[at + 1] ?? 0)
  }
}
