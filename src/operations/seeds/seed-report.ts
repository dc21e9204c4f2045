import type { SeedList } from './document/seed-document'

type Change = 'created' | 'updated' | 'unchanged' | 'removed'
type Kind = SeedList

const kinds: readonly Kind[] = ['clients', 'users', 'resources', 'groups', 'attributes', 'scopes']
/** Those that every seed is asked for. */
const usual: ReadonlySet<Kind> = new Set(['clients', 'users', 'resources'])
const changes: readonly Change[] = ['created', 'updated', 'unchanged', 'removed']

type NamesByChange = Readonly<Record<Change, readonly string[]>>

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
  toJSON(): Partial<Readonly<Record<Kind, NamesByChange>>> & { readonly warnings?: readonly string[] } {
    const of = (kind: Kind): NamesByChange => ({
      created: this.#names(kind, 'created'),
      updated: this.#names(kind, 'updated'),
      unchanged: this.#names(kind, 'unchanged'),
      removed: this.#names(kind, 'removed'),
    })
    const named = Object.fromEntries(this.#told.map((kind) => [kind, of(kind)]))
    return { ...named, ...(this.warnings.length > 0 && { warnings: this.warnings }) }
  }

  /** One line for each kind that the seed has, and for the usual ones: how many entries of it were created, updated, … */
  toLines(): string[] {
    return this.#told.map((kind) => `${kind}: ${this.#counts(kind)}`)
  }

  get #told(): readonly Kind[] {
    return kinds.filter((kind) => usual.has(kind) || this.#entries.some((entry) => entry.kind === kind))
  }

  #names(kind: Kind, change: Change): string[] {
    return this.#entries.filter((entry) => entry.kind === kind && entry.change === change).map(({ name }) => name)
  }

  #counts(kind: Kind): string {
    const counted = changes.map((change) => ({ change, count: this.#names(kind, change).length })).filter(({ count }) => count > 0)
    return counted.map(({ change, count }) => `${count} ${change}`).join(', ') || 'none'
  }
}
