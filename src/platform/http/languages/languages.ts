import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Injectable } from '@nestjs/common'
import type { Request } from 'express'
import { LRUCache } from 'lru-cache'
import { enforces } from '#libs/checks/enforces'
import { lookUpLanguage } from '#libs/languages/look-up-language'
import { parseAcceptLanguage } from '#libs/languages/parse-accept-language'
import { PageSettings } from '#platform/config/page-settings'
import { viewsFolder } from '../pages/views-folder'
import { Language } from './language'
import { LanguageCookie } from './language-cookie'
import { languagePreferenceOf } from './language-preference'

enforces('OIDCC-3.1.2.1', 'RFC4647-3.4', 'RFC9110-12.5.4')

/** Answers to Accept-Language that are kept: browsers send the same few. */
const keptAnswers = 200
const longestWish = 1024
const mostWishes = 20

/** What an address asks for of itself: an error page is shown for malformed ones too, so this reads whatever it can. */
const asked = ({ originalUrl }: Request): string | undefined => {
  const start = originalUrl.indexOf('?')
  if (start === -1 || !originalUrl.includes('ui_locales=')) return undefined
  return new URLSearchParams(originalUrl.slice(start + 1)).get('ui_locales') ?? undefined
}

const load = (tag: string) => new Language(tag, readFileSync(join(viewsFolder(), 'locales', `${tag}.ftl`), 'utf8'))

/** The languages of the pages, each read once, and which of them a request is answered in. */
@Injectable()
export class Languages {
  readonly all: readonly Language[]
  readonly #byTag: ReadonlyMap<string, Language>
  readonly #default: Language
  readonly #byHeader = new LRUCache<string, Language>({ max: keptAnswers })

  constructor(
    { languages }: PageSettings,
    private readonly cookie: LanguageCookie,
  ) {
    const [first, ...others] = [...new Set(languages)].map(load)
    if (!first) throw new Error('there is no language')
    this.#default = first
    this.all = [first, ...others]
    this.#byTag = new Map(this.all.map((language) => [language.tag, language]))
  }

  /** The language of exactly this tag. */
  find(tag: string | undefined): Language | undefined {
    return this.#byTag.get(tag ?? '')
  }

  /**
   * What was chosen for the moment, else what the application asks for, else what the person chose before, with their account or in this
   * browser, else what the browser prefers.
   */
  of(request: Request): Language {
    const { chosen, uiLocales = asked(request), stored } = languagePreferenceOf(request)
    const wish = this.find(chosen) ?? this.#firstOf(uiLocales) ?? this.find(stored) ?? this.find(this.cookie.read(request))
    return wish ?? this.#preferredBy(request)
  }

  #firstOf(uiLocales: string | undefined): Language | undefined {
    if (uiLocales === undefined || uiLocales.length > longestWish) return undefined
    return this.#lookUp(uiLocales.split(' ').filter(Boolean))
  }

  #preferredBy({ headers }: Request): Language {
    const header = headers['accept-language'] ?? ''
    const known = this.#byHeader.get(header)
    if (known) return known
    const language = this.#lookUp(parseAcceptLanguage(header)) ?? this.#default
    if (header.length <= longestWish) this.#byHeader.set(header, language)
    return language
  }

  #lookUp(wishes: readonly string[]): Language | undefined {
    return this.find(lookUpLanguage(wishes.slice(0, mostWishes), [...this.#byTag.keys()]))
  }
}
