import { resolve } from 'node:path'
import { FromEnvironment } from './from-environment'

/** The seed that comes with the server, relative to its folder; for development alone. */
export const demoSeedFile = 'seeds/demo.yaml'

/** What a seed's `${NAME}` may stand for. */
export type Variables = Readonly<Record<string, string | undefined>>

export type SeedSource = { readonly kind: 'file'; readonly path: string } | { readonly kind: 'inline'; readonly text: string }

/** Whether a source is the demo seed, however its path is spelt. */
export const isDemoSeed = (source: SeedSource | undefined): boolean =>
  source?.kind === 'file' && resolve(source.path) === resolve(demoSeedFile)

/** Where the clients, users and resources to begin with are written. */
export class SeedSettings {
  /** The environment at start; left out when the slice is printed. */
  readonly variables!: Variables

  constructor(variables: Variables = {}) {
    Object.defineProperty(this, 'variables', { value: Object.freeze({ ...variables }) })
  }

  // SEED's own _FILE form is SEED_FILE, so that the two cannot both be set.
  @FromEnvironment('SEED_FILE', {
    description: 'YAML or JSON file of clients, users and resources, reconciled at start; only development has a default.',
    developmentDefault: demoSeedFile,
  })
  readonly file?: string

  @FromEnvironment('SEED', { description: 'The same document inline.', secret: true })
  readonly inline?: string

  /** What to load, if anything. */
  get source(): SeedSource | undefined {
    if (this.inline !== undefined) return { kind: 'inline', text: this.inline }
    return this.file === undefined ? undefined : { kind: 'file', path: this.file }
  }
}
