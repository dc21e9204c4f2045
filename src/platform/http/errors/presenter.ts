import { Injectable } from '@nestjs/common'
import type { HttpException } from '@nestjs/common'
import type { Request, Response } from 'express'
import { FormParams } from '#libs/oauth-params/form-params'
import type { OAuthError } from '#libs/oauth-errors/oauth-error'
import { toResourceChallenges, toResourceStatus } from '#libs/resource-server/resource-challenges'
import { ServerSettings } from '#platform/config/server-settings'
import { flowOf } from '../flow'
import { PageRenderer } from '../pages/page-renderer'
import { clientChallenge, realm } from './challenges'
import { Presentations } from './presentations'
import type { Presentation } from './presentations'
import { toErrorBody } from './to-error-body'
import { toErrorPage } from './to-error-page'
import { wayOnOf } from './way-on'
import { enforces } from '#libs/checks/enforces'

enforces('OIDCC-3.1.3.4')

const hasTokenInBody = (request: Request) => request.body instanceof FormParams && request.body.has('access_token')

/** Shows a refusal in the form registered for its address; elsewhere as a page if the client prefers HTML, otherwise as JSON. */
@Injectable()
export class Presenter {
  constructor(
    private readonly presentations: Presentations,
    private readonly pages: PageRenderer,
    private readonly server: ServerSettings,
  ) {}

  present(error: OAuthError, request: Request, response: Response): void {
    response.status(error.status).set(error.headers)
    const presentation = this.#presentationOf(request)
    if (presentation === 'page') this.#presentPage(error, request, response)
    else if (presentation === 'resource') this.#presentResource(error, request, response)
    else this.#presentJson(error, request, response)
  }

  /** A failed health check answers with the body that it made. */
  presentHealth(exception: HttpException, request: Request, response: Response): boolean {
    if (this.presentations.of(request.path) !== 'health' || response.headersSent) return false
    response.status(exception.getStatus()).json(exception.getResponse())
    return true
  }

  #presentationOf(request: Request): Presentation {
    return this.presentations.of(request.path) ?? (request.accepts(['json', 'html']) === 'html' ? 'page' : 'json')
  }

  /** The page that explains the refusal; in development only, because it is shown to anybody. */
  #explanationOf(request: Request): string | undefined {
    return this.server.environment === 'development' ? this.server.urlOf(`/flows/${flowOf(request).id}`) : undefined
  }

  #presentPage(error: OAuthError, request: Request, response: Response): void {
    const page = { ...toErrorPage(error, flowOf(request).id, wayOnOf(request)), explanation: this.#explanationOf(request) }
    this.pages.render(response, 'error', page, { status: error.status })
  }

  #presentJson(error: OAuthError, request: Request, response: Response): void {
    if (error.status === 401 && !response.hasHeader('www-authenticate')) response.setHeader('www-authenticate', clientChallenge)
    response.json(toErrorBody(error, this.#explanationOf(request)))
  }

  #presentResource(error: OAuthError, request: Request, response: Response): void {
    const { authorization } = request.headers
    const challenges = toResourceChallenges(error, { authorization, tokenInBody: hasTokenInBody(request), realm })
    if (challenges.length > 0 && !response.hasHeader('www-authenticate')) response.setHeader('www-authenticate', challenges)
    response.status(toResourceStatus(error))
    const noTokenCame = error.code === 'invalid_token' && authorization === undefined && !hasTokenInBody(request)
    if (noTokenCame) response.end()
    else response.json(toErrorBody(error, this.#explanationOf(request)))
  }
}
