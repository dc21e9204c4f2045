import { readFileSync } from 'node:fs'
import { validateSync } from 'class-validator'
import { declarationsOf } from './from-environment'
import type { SettingDeclaration } from './from-environment'
import { refuseUnsafe } from './refusals'
import type { Variables } from './seed-settings'
import { SettingTexts } from './setting-texts'
import type { ReadFile } from './setting-texts'
import { slices } from './settings'
import type { Settings } from './settings'
import { SettingsError } from './settings-error'
import { BrokenRule } from './values/broken-rule'

/**
 * Reads every setting from the environment, and refuses what is unknown, malformed, or unsafe where the server runs.
 *
 * @throws SettingsError one line for the first thing that is wrong
 */
export function loadSettings(env: NodeJS.ProcessEnv = process.env, readFile: ReadFile = readFileSync): Settings {
  const texts = new SettingTexts(env, readFile)
  texts.refuseUnknown()
  const load = <Slice extends object>(slice: SliceClass<Slice>): Slice => loadSlice(slice, texts, env)
  const settings: Settings = Object.freeze({
    server: load(slices.server),
    database: load(slices.database),
    secrets: load(slices.secrets),
    seed: load(slices.seed),
    passwords: load(slices.passwords),
    limits: load(slices.limits),
    dpop: load(slices.dpop),
    lifetimes: load(slices.lifetimes),
    keys: load(slices.keys),
    outbound: load(slices.outbound),
    flows: load(slices.flows),
    metrics: load(slices.metrics),
    pages: load(slices.pages),
    tracing: load(slices.tracing),
  })
  refuseUnsafe(settings)
  return settings
}

type SliceClass<Slice> = new (variables: Variables) => Slice

function loadSlice<Slice extends object>(slice: SliceClass<Slice>, texts: SettingTexts, env: Variables): Slice {
  const settings = new slice(env)
  for (const declaration of declarationsOf(slice)) {
    assign(settings, declaration, texts.of(declaration))
    refuseInvalid(settings, declaration)
  }
  Object.values(settings).forEach((value) => Object.freeze(value))
  return Object.freeze(settings)
}

function assign(settings: object, declaration: SettingDeclaration, text: string | undefined): void {
  if (text === undefined) return
  const value = Object.freeze(parse(declaration, text))
  Object.defineProperty(settings, declaration.property, { value, enumerable: declaration.secret !== true })
}

function parse({ name, parse: parseText }: SettingDeclaration, text: string): unknown {
  try {
    return parseText ? parseText(text) : text
  } catch (error) {
    throw error instanceof BrokenRule ? new SettingsError(name, error.message) : error
  }
}

// Field by field, so that a bad PORT is not reported as a bad ISSUER made of it.
function refuseInvalid(settings: object, { name }: SettingDeclaration): void {
  const [error] = validateSync(settings, { forbidUnknownValues: false, skipMissingProperties: true })
  if (error) throw new SettingsError(name, Object.values(error.constraints ?? {})[0] ?? 'is not valid')
}
