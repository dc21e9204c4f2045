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

  /** In lines of name and count. */
  tell(): readonly string[] {
    const width = Math.max(...this.names.map((name) => name.length))
    return this.names.toSorted((a, b) => a.localeCompare(b)).map((name) => `${name.padEnd(width)} ${String(this.of(name)).padStart(8)}`)
  }
}
