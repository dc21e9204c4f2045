import { Injectable } from '@nestjs/common'
import { Eta } from 'eta'
import type { Response } from 'express'
import { contentSecurityPolicy } from '../security-headers'
import { Assets } from './assets'
import { toFormTarget } from './form-target'
import { viewsFolder } from './views-folder'

export interface PageOptions {
  readonly status?: number
  /** URIs that a form of the page leads to, at once or by redirects: redirect URIs, logout URIs. */
  readonly formAction?: readonly string[]
}

/** Makes pages of the templates in views/, which escape whatever they are given. */
@Injectable()
export class PageRenderer {
  readonly #eta = new Eta({ views: viewsFolder(), cache: true, autoEscape: true })

  constructor(private readonly assets: Assets) {}

  render(response: Response, view: string, data: object, { status = 200, formAction = [] }: PageOptions = {}): void {
    const html = this.#eta.render(view, { ...data, asset: (name: string) => this.assets.urlOf(name) })
    const targets = formAction.map(toFormTarget).filter((target) => target !== undefined)
    response.status(status).setHeader('content-security-policy', contentSecurityPolicy(targets))
    response.type('html').send(html)
  }
}
