import { createHash } from 'node:crypto'
import { declarationsOf } from '#platform/config/from-environment'
import type { SettingDeclaration } from '#platform/config/from-environment'
import { slices } from '#platform/config/settings'
import type { Settings } from '#platform/config/settings'
import type { Secrets } from '#platform/secrets/secrets'

/** A setting as it may be kept, and whether what was kept of it earlier says the same. */
interface DescribedSetting {
  toString(): string
  matches(kept: string | undefined): boolean
}

/** Texts of settings, by name. */
export type SettingTexts = Readonly<Record<string, string>>

/** A value that is longer is only known by its digest. */
const longestValue = 100

const spread = (_: string, value: unknown) => (value instanceof Map || value instanceof Set ? [...value] : value)
const toText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value, spread))
const shorten = (text: string) => (text.length <= longestValue ? text : `sha256:${createHash('sha256').update(text).digest('base64url')}`)

/** Every setting that has a value. Of a secret there is a keyed digest, which tells whether it has changed and nothing else. */
export function describeSettings(settings: Settings, secrets: Secrets): ReadonlyMap<string, DescribedSetting> {
  const described = Object.entries(slices).flatMap(([slice, type]) => {
    const values = settings[slice as keyof Settings] as unknown as Readonly<Record<string, unknown>>
    return declarationsOf(type).map((declaration) => [declaration, values[declaration.property]] as const)
  })
  const given = described.filter(([, value]) => value !== undefined)
  return new Map(given.map(([declaration, value]) => [declaration.name, describe(declaration, toText(value), secrets)]))
}

function describe({ name, secret }: SettingDeclaration, value: string, secrets: Secrets): DescribedSetting {
  if (secret === true) return secrets.digest('audit', `setting ${name} ${value}`)
  const text = shorten(value)
  return { toString: () => text, matches: (kept) => kept === text }
}

export const textsOf = (settings: ReadonlyMap<string, DescribedSetting>): SettingTexts =>
  Object.fromEntries([...settings].map(([name, setting]) => [name, String(setting)]))

/** What differs from what was kept, by name: then and now. Undefined where nothing does. */
export function compareSettings(kept: SettingTexts, settings: ReadonlyMap<string, DescribedSetting>) {
  const names = [...new Set([...Object.keys(kept), ...settings.keys()])]
  const changed = names.filter((name) => !(settings.get(name)?.matches(kept[name]) ?? false))
  const pick = (texts: SettingTexts) => Object.fromEntries(Object.entries(texts).filter(([name]) => changed.includes(name)))
  return changed.length === 0 ? undefined : { before: pick(kept), after: pick(textsOf(settings)) }
}
