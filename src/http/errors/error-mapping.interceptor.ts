import { HttpException, Injectable } from '@nestjs/common'
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common'
import { catchError, throwError } from 'rxjs'
import type { Observable } from 'rxjs'
import { PresentedRefusal } from './presented-refusal'
import { toOAuthError } from './to-oauth-error'

const staysAsItIs = (error: unknown) => error instanceof HttpException || error instanceof PresentedRefusal

/** Translates what handlers throw (signatures, database, validation) into OAuth errors. */
@Injectable()
export class ErrorMappingInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(catchError((error: unknown) => throwError(() => (staysAsItIs(error) ? error : toOAuthError(error)))))
  }
}
