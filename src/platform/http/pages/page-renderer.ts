import { Injectable } from '@nestjs/common'
import type { Response } from 'express'
import { PageSettings } from '#platform/config/page-settings'
import { ServerSettings } from '#platform/config/server-settings'
import { Languages } from '../languages/languages'
import type { Message, MessageArguments } from '../languages/message'
import { writeText } from '../write-text'
import { Assets } from './assets'
import { toBrand } from './brand'
import type { Brand } from './brand'
import type { HiddenField } from './hidden-field'
import { setPageHeaders } from './page-headers'
import type { PagePolicy } from './page-headers'
import { ShownPages } from './shown-pages'
import type { ShownPage } from './shown-pages'
import { Views } from './views'
import { viewsFolder } from './views-folder'

/** Where a choice of language goes, and what it carries so that the page is there again. */
export interface LanguageForm {
  readonly action: string
  readonly hidden: readonly HiddenField[]
}

export interface PageOptions extends PagePolicy {
  readonly status?: number
  /** Where the page can be asked for again, in another language too. */
  readonly address?: string
  /** Without one, and without an address, the page is carried along and shown again; none where that makes no sense. */
  readonly languageForm?: LanguageForm | 'none'
}

/** Makes pages of the templates in views/, which escape whatever they are given, in the language that the request asks for. */
@Injectable()
export class PageRenderer {
  readonly #eta = new Views({ views: viewsFolder(), cache: true, autoEscape: true })
  readonly #brand: Brand
  readonly #asset: (name: string) => string
  readonly #path: (path: string) => string

  constructor(
    assets: Assets,
    settings: PageSettings,
    server: ServerSettings,
    private readonly languages: Languages,
    private readonly shownPages: ShownPages,
  ) {
    this.#brand = toBrand(settings, assets)
    this.#asset = (name) => assets.urlOf(name)
    this.#path = (path) => server.pathOf(path)
  }

  render(response: Response, view: string, data: object, options: PageOptions = {}): void {
    const { status = 200, images = [], address } = options
    const { languageForm = this.#carry(address === undefined ? { view, data } : { address }) } = options
    const language = this.languages.of(response.req)
    const html = this.#eta.render(view, {
      ...data,
      language,
      languages: this.languages.all,
      languageForm,
      brand: this.#brand,
      asset: this.#asset,
      path: this.#path,
      t: (message: string | Message, args?: MessageArguments) => language.text(message, args),
      html: (id: string, args: Readonly<Record<string, string>>) => language.html(id, args),
    })
    setPageHeaders(response.status(status), { ...options, images: [this.#brand.logoUri, ...images] })
    response.setHeader('content-language', language.tag)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    writeText(response, html)
  }

  #carry(page: ShownPage): LanguageForm | 'none' {
    if (this.languages.all.length === 1) return 'none'
    return { action: '/language', hidden: [{ name: 'page', value: this.shownPages.seal(page) }] }
  }
}
