import { HttpException } from '@nestjs/common'
import { ValidationError } from 'class-validator'
import { errors } from 'jose'
import { invalidRequest, serverError, temporarilyUnavailable } from '#libs/oauth-errors/factories'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { httpRefusal, notFound } from './http-refusals'
import { isUnavailable } from './is-unavailable'
import { enforces } from '#libs/checks/enforces'

enforces('RFC7009-2.2.1')

const retryAfterSeconds = 5

type Translation = (error: unknown) => OAuthError | undefined

const fromHttp: Translation = (error) => {
  if (!(error instanceof HttpException)) return undefined
  return error.getStatus() === 404 ? notFound() : httpRefusal(error.getStatus(), undefined, {}, { cause: error })
}

const fromDatabase: Translation = (error) =>
  isUnavailable(error) ? temporarilyUnavailable('the server cannot answer at present', retryAfterSeconds, { cause: error }) : undefined

// Our own keys failing us is not the request's fault: jose has codes for what came (ERR_JWT_…, ERR_JWS_…, ERR_JWE_…, ERR_JWK…)
const fromJose: Translation = (error) =>
  error instanceof errors.JOSEError && /^ERR_(?:JWT|JWS|JWE|JWK|JOSE_ALG|JOSE_NOT)/.test(error.code)
    ? invalidRequest('a token or signature in the request is not valid', { reason: error.code, cause: error })
    : undefined

const fromValidation: Translation = (error) => {
  const [first]: unknown[] = Array.isArray(error) ? error : []
  return first instanceof ValidationError
    ? invalidRequest(`${first.property} is not valid`, { reason: Object.values(first.constraints ?? {}).join('; ') })
    : undefined
}

const translations: readonly Translation[] = [fromHttp, fromDatabase, fromJose, fromValidation]

/** Puts whatever was thrown into the protocol's words; what nobody foresaw becomes server_error and says nothing. */
export function toOAuthError(error: unknown): OAuthError {
  if (error instanceof OAuthError) return error
  for (const translate of translations) {
    const translated = translate(error)
    if (translated) return translated
  }
  return serverError('something went wrong here; the operator finds it by the x-flow-id of this answer', { cause: error })
}
