import type { SeedDocument } from './document/seed-document'

type Change = 'created' | 'updated' | 'unchanged' | 'removed'
type Kind = Exclude<keyof SeedDocument, 'prune'>

const kinds: readonly Kind[] = ['clients', 'users', 'resources']
const changes: readonly Change[] = ['created', 'updated', 'unchanged', 'removed']

/** What loading a seed has changed, by name. */
export class SeedReport {
  readonly #entries: { readonly kind: Kind; readonly name: string; readonly change: Change }[] = []

  add(kind: Kind, name: string, change: Change): void {
    this.#entries.push({ kind, name, change })
  }

  get hasChanges(): boolean {
    return this.#entries.some(({ change }) => change !== 'unchanged')
  }

  /** Names by kind and change, for machines. */
  toJSON(): Record<string, Record<string, string[]>> {
    return Object.fromEntries(kinds.map((kind) => [kind, Object.fromEntries(changes.map((change) => [change, this.#names(kind, change)]))]))
  }

  /** One line for each kind: how many entries of it were created, updated, … */
  toLines(): string[] {
    return kinds.map((kind) => `${kind}: ${this.#counts(kind)}`)
  }

  #names(kind: Kind, change: Change): string[] {
    return this.#entries.filter((entry) => entry.kind === kind && entry.change === change).map(({ name }) => name)
  }

  #counts(kind: Kind): string {
    const counted = changes.map((change) => ({ change, count: this.#names(kind, change).length })).filter(({ count }) => count > 0)
    return counted.map(({ change, count }) => `${count} ${change}`).join(', ') || 'none'
  }
}
