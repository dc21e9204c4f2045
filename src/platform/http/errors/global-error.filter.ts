import { Catch, HttpException } from '@nestjs/common'
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common'
import type { Request, Response } from 'express'
import type { OAuthError } from '#libs/oauth-errors/oauth-error'
import { Events } from '#platform/events/events'
import { PresentedRefusal } from './presented-refusal'
import { Presenter } from './presenter'
import { RefusalLog } from './refusal-log'
import { toOAuthError } from './to-oauth-error'

/** Answers whatever was thrown, wherever it was thrown: as an OAuth error, shown the way its address shows errors. */
@Catch()
export class GlobalErrorFilter implements ExceptionFilter {
  readonly #log: RefusalLog

  constructor(
    private readonly presenter: Presenter,
    events: Events,
  ) {
    this.#log = new RefusalLog(events)
  }

  async catch(exception: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<Request>()
    const response = host.switchToHttp().getResponse<Response>()
    if (exception instanceof HttpException && this.presenter.presentHealth(exception, request, response)) return
    const error = exception instanceof PresentedRefusal ? exception.refusal : toOAuthError(exception)
    this.#log.write(request, error)
    if (response.headersSent) response.destroy()
    else await this.#answer(exception, error, request, response).catch((failure: unknown) => this.#giveUp(failure, request, response))
  }

  /** The answer itself fails: a rejection that nobody hears would end the node, and with it what others are doing. */
  #giveUp(failure: unknown, request: Request, response: Response): void {
    this.#log.write(request, toOAuthError(failure))
    if (response.headersSent) response.destroy()
    else response.status(500).end()
  }

  async #answer(exception: unknown, error: OAuthError, request: Request, response: Response): Promise<void> {
    if (exception instanceof PresentedRefusal) await exception.present(response)
    else this.presenter.present(error, request, response)
  }
}
