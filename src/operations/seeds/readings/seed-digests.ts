import { Injectable } from '@nestjs/common'
import { PasswordSettings } from '#platform/config/password-settings'
import { Secrets } from '#platform/secrets/secrets'
import type { Declared, SeedNames } from '../check-references'
import { canonicalJson } from '../canonical-json'
import { findVariable } from '../document/find-variable'
import type { Variables } from '../document/find-variable'
import type { SeedList } from '../document/seed-document'
import type { OpenedSeed } from '../seed-files'
import { digestOfCode } from './digest-of-code'

/** The digest of an entry as it is written. */
export type DigestEntry = (list: SeedList, entry: unknown) => string

/** Keyed digests of what a seed says, by which it is recognised without being kept. */
@Injectable()
export class SeedDigests {
  constructor(
    private readonly secrets: Secrets,
    private readonly passwords: PasswordSettings,
  ) {}

  /** Of a text and of what decides how it is read: this server's code and settings. */
  ofText({ text, terms }: OpenedSeed): string {
    return this.#digest(`seed ${this.#rules(terms)} ${text}`)
  }

  /** Of entries as they are written, their variables replaced, and of what decides how they are read. */
  forEntries(terms: OpenedSeed['terms'], { attributes, groups, resources }: SeedNames): DigestEntry {
    const names = [Object.fromEntries(attributes), [...groups].toSorted(), [...resources].toSorted()]
    const decides = this.#digest(`${this.#rules(terms)} ${canonicalJson(names)}`)
    return (list, entry) => this.#digest(`entry ${decides} ${canonicalJson([list, entry])}`)
  }

  /** Of the values that variables have. @throws Error when one cannot be read */
  ofValues(names: readonly string[], variables: Variables): string {
    return this.#digest(`values ${canonicalJson(names.map((name) => [name, findVariable(variables, name) ?? null]))}`)
  }

  /** Of what entries may name. */
  ofDeclared({ attributes, groups, resources }: Declared): string {
    const scopes = [...resources].map(([resource, known]) => [resource, known.toSorted()])
    return this.#digest(`declared ${canonicalJson([Object.fromEntries(attributes), [...groups].toSorted(), Object.fromEntries(scopes)])}`)
  }

  /** Of keys, in the order of the document. */
  ofKeys(keys: readonly (readonly string[])[]): string {
    return this.#digest(`keys ${canonicalJson(keys)}`)
  }

  #rules(terms: OpenedSeed['terms']): string {
    return canonicalJson([digestOfCode(), terms, this.passwords.hash])
  }

  #digest(text: string): string {
    return String(this.secrets.digest('seed-digest', text))
  }
}
