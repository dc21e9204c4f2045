import type { SeedDocument } from './document/seed-document'

type Change = 'created' | 'updated' | 'unchanged' | 'removed'
type Kind = Exclude<keyof SeedDocument, 'prune'>

const kinds: readonly Kind[] = ['clients', 'users', 'resources']
const changes: readonly Change[] = ['created', 'updated', 'unchanged', 'removed']

/** What loading a seed has changed, by name. */
export class SeedReport {
  /** What is allowed, and probably not meant. */
  readonly warnings: string[] = []
  readonly #entries: { readonly kind: Kind; readonly name: string; readonly change: Change }[] = []

  add(kind: Kind, name: string, change: Change): void {
    this.#entries.push({ kind, name, change })
  }

  get hasChanges(): boolean {
    return this.#entries.some(({ change }) => change !== 'unchanged')
  }

  /** Names by kind and change, for machines. */
  toJSON(): Readonly<Record<Kind, Readonly<Record<Change, readonly string[]>>>> & { readonly warnings?: readonly string[] } {
    const of = (kind: Kind) => Object.fromEntries(changes.map((change) => [change, this.#names(kind, change)])) as Record<Change, string[]>
    const named = { clients: of('clients'), users: of('users'), resources: of('resources') }
    return { ...named, ...(this.warnings.length > 0 && { warnings: this.warnings }) }
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
