import { pickTranslation } from '#libs/languages/pick-translation'
import { message } from '#platform/http/languages/message'
import type { Message } from '#platform/http/languages/message'
import type { ConsentScope } from '#records/consents/consents.repository'
import type { ResourceTexts } from '#records/resources/resources.repository'

/** One thing that is asked for: in words of the pages, in the operator's words, or by its name within a sentence. */
export type Described = { readonly message: Message } | { readonly text: string } | { readonly id: string; readonly name: string }

/** A resource by its name, where it has one, with what is asked for there. */
export interface DescribedResource {
  readonly uri: string
  readonly name: string | undefined
  readonly scopes: readonly Described[]
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
    private readonly issuer: string,
  ) {}

  /** What is asked of the person's account here. */
  account({ allowed, claims: names }: ConsentScope): readonly Described[] {
    const here = (allowed.get(this.issuer) ?? []).filter((scope) => scope !== 'offline_access')
    return [...here.map((scope) => this.#scope(scope, this.issuer)), ...names.map(describeClaim)]
  }

  /** What is asked for at each other resource, in its own words. */
  resources({ allowed }: ConsentScope): readonly DescribedResource[] {
    const others = [...allowed].filter(([uri]) => uri !== this.issuer)
    return others.map(([uri, names]) => ({
      uri,
      name: pickTranslation(this.texts.get(uri)?.names ?? {}, this.language),
      scopes: names.map((name) => this.#scope(name, uri)),
    }))
  }

  /** Whether the access is to go on while the person is away. */
  isOffline({ allowed }: ConsentScope): boolean {
    return allowed.get(this.issuer)?.includes('offline_access') ?? false
  }

  #scope(name: string, resource: string): Described {
    const known = scopes.get(name)
    if (known) return { message: known }
    const texts = this.texts.get(resource)?.scopes ?? {}
    const text = Object.hasOwn(texts, name) ? pickTranslation(texts[name] ?? {}, this.language) : undefined
    return text === undefined ? { id: 'scope-other', name } : { text }
  }
}

function describeClaim(name: string): Described {
  const known = claims.get(name)
  return known ? { message: known } : { id: 'claim-other', name }
}
