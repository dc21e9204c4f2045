import { createParamDecorator } from '@nestjs/common'
import type { ExecutionContext } from '@nestjs/common'
import type { Request } from 'express'
import { FormParams } from '#libs/oauth-params/form-params'
import { parseQuery } from '#libs/oauth-params/parse-form'

/** The parameters of a request's form; none where it has no body. */
export const formOf = (request: Request): FormParams => (request.body instanceof FormParams ? request.body : new FormParams())

/** The parameters of a request's query, parsed by the rules that forms are. */
export function queryOf(request: Request): FormParams {
  const start = request.originalUrl.indexOf('?')
  return start === -1 ? new FormParams() : parseQuery(request.originalUrl.slice(start + 1))
}

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<Request>()

/** Hands the form's parameters to a handler. */
export const FormBody = createParamDecorator((_: unknown, context: ExecutionContext) => formOf(requestOf(context)))

/** Hands the query's parameters to a handler. */
export const QueryParams = createParamDecorator((_: unknown, context: ExecutionContext) => queryOf(requestOf(context)))
