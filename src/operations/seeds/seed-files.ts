import { readFileSync } from 'node:fs'
import { Injectable } from '@nestjs/common'
import type { ReadingTerms } from '#libs/client-metadata/field-readers'
import { decodeUtf8, NotUtf8 } from '#libs/text/decode-utf8'
import { KeySettings } from '#platform/config/key-settings'
import { SeedSettings } from '#platform/config/seed-settings'
import type { SeedSource } from '#platform/config/seed-settings'
import { ServerSettings } from '#platform/config/server-settings'
import { demoVariables } from '#operations/demo/demo-keys'
import type { Variables } from './document/find-variable'
import { SeedError } from './document/seed-error'

/** The text of a seed, and what it is read with. */
export interface OpenedSeed {
  /** What to call it. */
  readonly source: string
  readonly text: string
  readonly variables: Variables
  readonly terms: ReadingTerms
}

/** Opens seeds where they are, with the environment's variables; outside production the demo's too. */
@Injectable()
export class SeedFiles {
  constructor(
    private readonly settings: SeedSettings,
    private readonly server: ServerSettings,
    private readonly keys: KeySettings,
  ) {}

  /** Where the seed is that the settings name, if any. */
  get configured(): SeedSource | undefined {
    return this.settings.source
  }

  /** @throws SeedError */
  open(seed: SeedSource): OpenedSeed {
    const source = seed.kind === 'file' ? seed.path : 'SEED'
    const text = seed.kind === 'file' ? readText(seed.path) : checkInline(seed.text)
    const terms = { production: this.server.environment === 'production', signingAlgorithms: this.keys.algorithms }
    const demo = this.server.environment === 'development' && text.includes('DEMO_FAPI_JWKS') ? demoVariables() : {}
    return { source, text, variables: { ...demo, ...this.settings.variables }, terms }
  }
}

const readText = (path: string): string => {
  try {
    return decodeUtf8(readFileSync(path))
  } catch (error) {
    if (error instanceof NotUtf8) throw new SeedError(path, undefined, `the file ${error.message}`)
    throw new SeedError(path, undefined, `the file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`)
  }
}

// Node.js puts U+FFFD where the environment is not UTF-8.
const checkInline = (text: string): string => {
  if (text.includes('\ufffd')) throw new SeedError('SEED', undefined, 'is not UTF-8')
  return text
}
