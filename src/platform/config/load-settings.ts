import { validateSync } from 'class-validator'
import { declarationsOf } from './from-environment'
import type { SettingDeclaration } from './from-environment'
import { findUnsafe } from './refusals'
import type { Variables } from './seed-settings'
import { SettingTexts } from './setting-texts'
import { slices } from './settings'
import type { Settings } from './settings'
import { SettingsError } from './settings-error'
import type { SettingFault } from './settings-error'
import { BrokenRule } from './values/broken-rule'

/**
 * Reads every setting from the environment, and refuses what is unknown, malformed, or unsafe where the server runs.
 *
 * @throws SettingsError one line for each setting that is wrong
 */
export function loadSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const texts = new SettingTexts(env)
  const faults: SettingFault[] = [...texts.unknown()]
  const load = <Slice extends object>(slice: SliceClass<Slice>): Slice => loadSlice(slice, texts, env, faults)
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
    audit: load(slices.audit),
    metrics: load(slices.metrics),
    pages: load(slices.pages),
    tracing: load(slices.tracing),
  })
  faults.push(...findUnsafe(settings, faults))
  if (faults.length > 0) throw new SettingsError(...faults)
  return settings
}

type SliceClass<Slice> = new (variables: Variables) => Slice

function loadSlice<Slice extends object>(slice: SliceClass<Slice>, texts: SettingTexts, env: Variables, faults: SettingFault[]): Slice {
  const settings = new slice(env)
  for (const declaration of declarationsOf(slice)) loadSetting(settings, declaration, texts, faults)
  Object.values(settings).forEach((value) => Object.freeze(value))
  return Object.freeze(settings)
}

/** A setting that is wrong has its default meanwhile, so that the settings after it are judged as well. */
function loadSetting(settings: object, declaration: SettingDeclaration, texts: SettingTexts, faults: SettingFault[]): void {
  const before = Reflect.get(settings, declaration.property) as unknown
  try {
    assign(settings, declaration, texts.of(declaration))
    refuseInvalid(settings, declaration)
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    faults.push(...error.faults)
    texts.reject(declaration)
    define(settings, declaration, before)
    assign(settings, declaration, texts.of(declaration))
  }
}

function assign(settings: object, declaration: SettingDeclaration, text: string | undefined): void {
  if (text !== undefined) define(settings, declaration, Object.freeze(parse(declaration, text)))
}

function define(settings: object, { property, secret }: SettingDeclaration, value: unknown): void {
  Object.defineProperty(settings, property, { value, enumerable: secret !== true, configurable: true })
}

function parse({ name, parse: parseText }: SettingDeclaration, text: string): unknown {
  try {
    return parseText ? parseText(text) : text
  } catch (error) {
    throw error instanceof BrokenRule ? new SettingsError({ setting: name, rule: error.message }) : error
  }
}

// Field by field, so that a bad PORT is not reported as a bad ISSUER made of it.
function refuseInvalid(settings: object, { name }: SettingDeclaration): void {
  const [error] = validateSync(settings, { forbidUnknownValues: false, skipMissingProperties: true })
  if (error) throw new SettingsError({ setting: name, rule: Object.values(error.constraints ?? {})[0] ?? 'is not valid' })
}
