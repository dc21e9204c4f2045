import { pickTranslation } from '#libs/languages/pick-translation'
import { message } from '#platform/http/languages/message'
import type { Message } from '#platform/http/languages/message'
import type { ResourceTexts } from '#records/resources/resources.repository'

/** One thing that is asked for: in words of the pages, in the operator's words, or by its name within a sentence. */
export type Described = { readonly message: Message } | { readonly text: string } | { readonly id: string; readonly name: string }

/** A resource by its name, where it has one. */
export interface DescribedResource {
  readonly uri: string
  readonly name: string | undefined
}

const scopes: ReadonlyMap<string, Message> = new Map([
  ['openid', message('scope-openid')],
  ['profile', message('scope-profile')],
  ['email', message('scope-email')],
  ['address', message('scope-address')],
  ['phone', message('scope-phone')],
])

const claims: ReadonlyMap<string, Message> = new Map([
  ['name', message('claim-name')],
  ['given_name', message('claim-given-name')],
  ['family_name', message('claim-family-name')],
  ['middle_name', message('claim-middle-name')],
  ['nickname', message('claim-nickname')],
  ['preferred_username', message('claim-preferred-username')],
  ['profile', message('claim-profile')],
  ['picture', message('claim-picture')],
  ['website', message('claim-website')],
  ['email', message('scope-email')],
  ['email_verified', message('claim-email-verified')],
  ['gender', message('claim-gender')],
  ['birthdate', message('claim-birthdate')],
  ['zoneinfo', message('claim-zoneinfo')],
  ['locale', message('claim-locale')],
  ['phone_number', message('scope-phone')],
  ['phone_number_verified', message('claim-phone-number-verified')],
  ['address', message('scope-address')],
  ['updated_at', message('claim-updated-at')],
])

type TextsByResource = ReadonlyMap<string, ResourceTexts>

/** What is asked for, in words where there are any; offline_access has a line of its own on the page. */
export class DescribeConsent {
  /** @param texts what the operator says of each resource */
  constructor(
    private readonly texts: TextsByResource,
    private readonly language: string,
  ) {}

  /** @param resources the ones that are asked for: their words count before those of others */
  scopes(names: readonly string[], resources: readonly string[]): readonly Described[] {
    return names.filter((name) => name !== 'offline_access').map((name) => this.#scope(name, resources))
  }

  claims(names: readonly string[]): readonly Described[] {
    return names.map((name) => {
      const known = claims.get(name)
      return known ? { message: known } : { id: 'claim-other', name }
    })
  }

  resources(uris: readonly string[]): readonly DescribedResource[] {
    return uris.map((uri) => ({ uri, name: pickTranslation(this.texts.get(uri)?.names ?? {}, this.language) }))
  }

  #scope(name: string, resources: readonly string[]): Described {
    const known = scopes.get(name)
    if (known) return { message: known }
    const text = [...resources, ...this.texts.keys()].map((uri) => this.#text(uri, name)).find((found) => found !== undefined)
    return text === undefined ? { id: 'scope-other', name } : { text }
  }

  #text(uri: string, scope: string): string | undefined {
    const texts = this.texts.get(uri)?.scopes ?? {}
    return Object.hasOwn(texts, scope) ? pickTranslation(texts[scope] ?? {}, this.language) : undefined
  }
}
