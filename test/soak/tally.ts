/** Counts what came, by name. */
export class Tally {
  readonly #counts = new Map<string, number>()

  add(name: string): void {
    this.#counts.set(name, this.of(name) + 1)
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0
  }

  get names(): readonly string[] {
    return [...this.#counts.keys()]
  }

  /** How many answers did not come, because their node was gone. */
  get lost(): number {
    const names = this.names.filter((name) => name.endsWith(' 502') || name.endsWith(' interrupted'))
    return names.reduce((sum, name) => sum + this.of(name), 0)
  }

  /** In lines of name and count. */
  tell(): readonly string[] {
    const width = Math.max(...this.names.map((name) => name.length))
    return this.names.toSorted((a, b) => a.localeCompare(b)).map((name) => `${name.padEnd(width)} ${String(this.of(name)).padStart(8)}`)
  }
}
