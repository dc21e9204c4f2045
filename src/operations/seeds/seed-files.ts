import { readFileSync } from 'node:fs'
import { Injectable } from '@nestjs/common'
import { decodeUtf8, NotUtf8 } from '#libs/text/decode-utf8'
import { KeySettings } from '#platform/config/key-settings'
import { SeedSettings } from '#platform/config/seed-settings'
import type { SeedSource } from '#platform/config/seed-settings'
import { ServerSettings } from '#platform/config/server-settings'
import { demoVariables } from '#operations/demo/demo-keys'
import { readSeedDocument } from './document/read-seed-document'
import type { SeedDocument } from './document/seed-document'
import { SeedError } from './document/seed-error'

/** A seed, and what to call it. */
export interface ReadSeed {
  readonly source: string
  readonly document: SeedDocument
}

/** Reads seeds from where they are, with the environment's variables; outside production the demo's too. */
@Injectable()
export class SeedFiles {
  constructor(
    private readonly settings: SeedSettings,
    private readonly server: ServerSettings,
    private readonly keys: KeySettings,
  ) {}

  /**
   * The seed that the settings name, if any.
   *
   * @throws SeedError
   */
  readConfigured(): ReadSeed | undefined {
    return this.settings.source && this.read(this.settings.source)
  }

  /** @throws SeedError */
  read(seed: SeedSource): ReadSeed {
    const source = seed.kind === 'file' ? seed.path : 'SEED'
    const text = seed.kind === 'file' ? readText(seed.path) : checkInline(seed.text)
    const terms = { production: this.server.environment === 'production', signingAlgorithms: this.keys.algorithms }
    const demo = this.server.environment === 'development' && text.includes('DEMO_FAPI_JWKS') ? demoVariables() : {}
    return { source, document: readSeedDocument(text, { source, variables: { ...demo, ...this.settings.variables }, ...terms }) }
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
