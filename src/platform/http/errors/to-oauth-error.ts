import { HttpException } from '@nestjs/common'
import { ValidationError } from 'class-validator'
import { errors } from 'jose'
import { defineRefusal } from '#libs/checks/define-refusal'
import { invalidRequest, serverError, temporarilyUnavailable } from '#libs/oauth-errors/factories'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { httpRefusal, notFound } from './http-refusals'
import { outageOf } from './outage'
import { enforces } from '#libs/checks/enforces'

enforces('RFC7009-2.2.1')

const retryAfterSeconds = 5

type Translation = (error: unknown) => OAuthError | undefined

const refusedByHttp = defineRefusal({
  name: 'http',
  clauses: ['RFC9110-15'],
  hint: 'The request is not one that HTTP, or this address, allows; the status says what of it.',
  refusal: (error: HttpException) =>
    error.getStatus() === 404 ? notFound() : httpRefusal(error.getStatus(), undefined, {}, { cause: error }),
})

const databaseUnavailable = defineRefusal({
  name: 'database-available',
  clauses: ['RFC6749-4.1.2.1', 'SEC-318'],
  hint: 'The database did not answer, or not in time. /health/ready and the log of the node say what is wrong with it.',
  refusal: (reason: string, cause: unknown) =>
    temporarilyUnavailable('the server cannot answer at present', retryAfterSeconds, { reason, cause }),
})

const badToken = defineRefusal({
  name: 'jose',
  clauses: ['RFC7515-5.2'],
  hint: 'A token or signature in the request cannot be read; the reason names what jose says of it.',
  refusal: (error: errors.JOSEError) =>
    invalidRequest('a token or signature in the request is not valid', { reason: error.code, cause: error }),
})

const badBody = defineRefusal({
  name: 'validation',
  clauses: ['RFC9110-15.5.1'],
  hint: 'Send the field as its rule says.',
  refusal: ({ property, constraints = {} }: ValidationError) =>
    invalidRequest(`${property} is not valid`, { reason: Object.values(constraints).join('; ') }),
})

const unforeseen = defineRefusal({
  name: 'unforeseen',
  clauses: ['RFC6749-4.1.2.1', 'SEC-449'],
  hint: 'A fault of this server: the log of the node has its stack, beside the id of this flow. Please report it.',
  refusal: (cause: unknown) => serverError('something went wrong here; the operator finds it by the x-flow-id of this answer', { cause }),
})

const fromHttp: Translation = (error) => (error instanceof HttpException ? refusedByHttp(error) : undefined)

const fromDatabase: Translation = (error) => {
  const reason = outageOf(error)
  return reason === undefined ? undefined : databaseUnavailable(reason, error)
}

// Our own keys failing us is not the request's fault: jose has codes for what came (ERR_JWT_…, ERR_JWS_…, ERR_JWE_…, ERR_JWK…)
const fromJose: Translation = (error) =>
  error instanceof errors.JOSEError && /^ERR_(?:JWT|JWS|JWE|JWK|JOSE_ALG|JOSE_NOT)/.test(error.code) ? badToken(error) : undefined

const fromValidation: Translation = (error) => {
  const [first]: unknown[] = Array.isArray(error) ? error : []
  return first instanceof ValidationError ? badBody(first) : undefined
}

const translations: readonly Translation[] = [fromHttp, fromDatabase, fromJose, fromValidation]

/** Puts whatever was thrown into the protocol's words; what nobody foresaw becomes server_error and says nothing. */
export function toOAuthError(error: unknown): OAuthError {
  if (error instanceof OAuthError) return error
  for (const translate of translations) {
    const translated = translate(error)
    if (translated) return translated
  }
  return unforeseen(error)
}
