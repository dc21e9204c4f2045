/** How one field of a slice comes from the environment: its name, its default and its meaning stand here and nowhere else. */
export interface SettingOptions {
  /** What it means, for .env.example. */
  readonly description: string
  /** The text that counts where none is set; `$NAME` in it stands for another setting's value. */
  readonly default?: string
  /** A default that holds in development alone. */
  readonly developmentDefault?: string
  /** A secret is left out when the slice is printed or serialised. */
  readonly secret?: boolean
  /** Reads the text. @throws BrokenRule where it cannot */
  readonly parse?: (text: string) => unknown
}

export interface SettingDeclaration extends SettingOptions {
  readonly name: string
  readonly property: string
}

const declarations = new WeakMap<object, SettingDeclaration[]>()

/** Binds a field of a slice to a name in the environment. */
export function FromEnvironment(name: string, options: SettingOptions): PropertyDecorator {
  return (prototype, property) => {
    const own = declarations.get(prototype) ?? []
    own.push({ ...options, name, property: String(property) })
    declarations.set(prototype, own)
  }
}

/** The settings that a slice's class declares, in their order. */
export const declarationsOf = (slice: { readonly prototype: object }): readonly SettingDeclaration[] =>
  declarations.get(slice.prototype) ?? []
