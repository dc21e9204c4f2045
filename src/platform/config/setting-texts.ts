import type { SettingDeclaration } from './from-environment'
import { isServiceLink } from './is-service-link'
import { readNamedFile } from './read-named-file'
import { allDeclarations } from './settings'
import { SettingsError } from './settings-error'
import type { SettingFault } from './settings-error'

const prefix = 'ALDGATE_'
const declarations = new Map(allDeclarations.map((declaration) => [declaration.name, declaration]))
const present = (text: string | undefined) => (text === undefined || text.trim() === '' ? undefined : text.trim())

/** What the environment says, as text: a setting's value, its file's content, or its default. An empty value is an absent one. */
export class SettingTexts {
  readonly #env: NodeJS.ProcessEnv
  readonly #rejected = new Set<string>()

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = Object.fromEntries(Object.entries(env).filter(([name, value]) => !(name.startsWith(prefix) && isServiceLink(name, value))))
  }

  /** The text that counts for a setting. */
  of(declaration: SettingDeclaration): string | undefined {
    const given = this.#rejected.has(declaration.name) ? undefined : this.given(declaration.name)
    return given ?? this.fallback(declaration)?.replace(/\$([A-Z_]+)/g, (_, other: string) => this.named(other))
  }

  /** From now on the setting counts as absent: what was given for it is wrong. */
  reject({ name }: SettingDeclaration): void {
    this.#rejected.add(name)
  }

  /** Names that look like settings and are none: a misspelt setting would otherwise be a silent default. */
  unknown(): readonly SettingFault[] {
    const names = Object.keys(this.#env).filter((name) => name.startsWith(prefix) && !declarations.has(name.replace(/_FILE$/, '')))
    return names.map((setting) => ({ setting, rule: 'is not a setting (.env.example lists them all)' }))
  }

  private fallback({ default: usual, developmentDefault }: SettingDeclaration): string | undefined {
    return developmentDefault !== undefined && this.named('NODE_ENV') === 'development' ? developmentDefault : usual
  }

  private named(name: string): string {
    const declaration = declarations.get(name)
    return (declaration && this.of(declaration)) ?? ''
  }

  private given(name: string): string | undefined {
    const fileName = `${name}_FILE`
    const [inline, path] = [present(this.#env[name]), present(this.#env[fileName])]
    if (inline !== undefined && path !== undefined)
      throw new SettingsError({ setting: name, rule: `must not be set together with ${fileName}` })
    return path === undefined || declarations.has(fileName) ? inline : this.content(fileName, path)
  }

  private content(setting: string, path: string): string {
    return readNamedFile(path, (rule) => new SettingsError({ setting, rule }))
  }
}
