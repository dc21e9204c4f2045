import type { SettingDeclaration } from './from-environment'
import { allDeclarations } from './settings'
import { SettingsError } from './settings-error'

/** Reads a text file. */
export type ReadFile = (path: string, encoding: 'utf8') => string

const declarations = new Map(allDeclarations.map((declaration) => [declaration.name, declaration]))
const present = (text: string | undefined) => (text === undefined || text.trim() === '' ? undefined : text.trim())

/** What the environment says, as text: a setting's value, its file's content, or its default. An empty value is an absent one. */
export class SettingTexts {
  constructor(
    private readonly env: NodeJS.ProcessEnv,
    private readonly readFile: ReadFile,
  ) {}

  /** The text that counts for a setting. */
  of(declaration: SettingDeclaration): string | undefined {
    return this.given(declaration.name) ?? this.fallback(declaration)?.replace(/\$([A-Z_]+)/g, (_, other: string) => this.named(other))
  }

  /** Refuses names that look like ours and are not: a misspelt setting would otherwise be a silent default. */
  refuseUnknown(): void {
    const unknown = Object.keys(this.env).find((name) => name.startsWith('ALDGATE_') && !declarations.has(name.replace(/_FILE$/, '')))
    if (unknown !== undefined) throw new SettingsError(unknown, 'is not a setting (.env.example lists them all)')
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
    const [inline, path] = [present(this.env[name]), present(this.env[fileName])]
    if (inline !== undefined && path !== undefined) throw new SettingsError(name, `must not be set together with ${fileName}`)
    return path === undefined || declarations.has(fileName) ? inline : this.content(fileName, path)
  }

  // The path stays out of the message: it may be a secret set under the wrong name.
  private content(fileName: string, path: string): string {
    const text = present(this.read(fileName, path))
    if (text === undefined) throw new SettingsError(fileName, 'names an empty file')
    return text
  }

  private read(fileName: string, path: string): string {
    try {
      return this.readFile(path, 'utf8')
    } catch (error) {
      const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'no reason given'
      throw new SettingsError(fileName, `names a file that cannot be read (${code})`)
    }
  }
}
