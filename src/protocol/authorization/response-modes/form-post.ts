import { Injectable } from '@nestjs/common'
import type { Response } from 'express'
import { PageRenderer } from '#platform/http/pages/page-renderer'
import { RespondsBy } from './response-mode'
import type { ResponseMode } from './response-mode'

/**
 * The answer as a form that the browser posts to the client.
 *
 * @see https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html
 */
@Injectable()
@RespondsBy('form_post')
export class FormPostMode implements ResponseMode {
  constructor(private readonly pages: PageRenderer) {}

  send(response: Response, redirectUri: string, answer: Readonly<Record<string, string>>): void {
    const fields = Object.entries(answer).map(([name, value]) => ({ name, value }))
    const options = { leadsToClient: true, postsTo: redirectUri, languageForm: 'none' } as const
    this.pages.render(response, 'form-post', { action: redirectUri, fields }, options)
  }
}
