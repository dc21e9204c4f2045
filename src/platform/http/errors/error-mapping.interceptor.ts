import { Injectable } from '@nestjs/common'
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common'
import type { Request } from 'express'
import { catchError } from 'rxjs'
import type { Observable } from 'rxjs'
import { PresentedRefusal } from './presented-refusal'
import { Presentations } from './presentations'
import { toOAuthError } from './to-oauth-error'

/**
 * Puts what a handler throws (JOSE, database, validation) into the protocol's words. Nest runs guards before interceptors, and bodies and
 * unknown addresses never reach a handler: what they throw is GlobalErrorFilter's to translate.
 */
@Injectable()
export class ErrorMappingInterceptor implements NestInterceptor {
  constructor(private readonly presentations: Presentations) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { path } = context.switchToHttp().getRequest<Request>()
    // A failed health check is answered with the body that it made.
    if (this.presentations.of(path) === 'health') return next.handle()
    return next.handle().pipe(
      catchError((error: unknown) => {
        throw error instanceof PresentedRefusal ? error : toOAuthError(error)
      }),
    )
  }
}
