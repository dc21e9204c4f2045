import type { Request, RequestHandler, Response } from 'express'
import type { RefusalLog } from '../errors/refusal-log'
import type { CorsPolicies, CorsPolicy } from './cors-policies'
import { unknownOrigin } from './unknown-origin'

// Tracing libraries add headers of their own (traceparent, baggage, sentry-trace): what nobody reads does no harm. * never means Authorization.
const allowedHeaders = 'Authorization, DPoP, Content-Type, *'
const exposedHeaders = 'DPoP-Nonce, WWW-Authenticate, x-flow-id'
const preflightSeconds = '600'
const longestOrigin = 300

const isPreflight = ({ method, headers }: Request) =>
  method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined

// An opaque origin ("null") parses to nothing, and everything else must be spelled as browsers do
const isOrigin = (origin: string) => origin.length <= longestOrigin && URL.canParse(origin) && new URL(origin).origin === origin

async function allowedOrigin({ origins }: CorsPolicy, origin: string | undefined): Promise<string | undefined> {
  // A cache keeps such an answer and serves it to pages of every origin, whichever asked first.
  if (origins === 'any') return '*'
  if (origin === undefined) return undefined
  return isOrigin(origin) && (await origins(origin)) ? origin : undefined
}

function answerPreflight(response: Response, methods: readonly string[], allowed: boolean): void {
  if (allowed) {
    response.setHeader('access-control-allow-methods', methods.join(', '))
    response.setHeader('access-control-allow-headers', allowedHeaders)
    response.setHeader('access-control-max-age', preflightSeconds)
  }
  response.status(204).end()
}

/**
 * Lets the pages of registered origins read the answers, errors too, of addresses that have a policy; never with cookies. What pages of
 * other origins are told by their browser says little: the flow is told why.
 *
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function cors(policies: CorsPolicies, log: RefusalLog): RequestHandler {
  return async (request, response, next) => {
    const policy = policies.of(request.path)
    if (!policy) return next()
    if (policy.origins !== 'any') response.vary('Origin')
    const origin = await allowedOrigin(policy, request.headers.origin)
    if (origin !== undefined) {
      response.setHeader('access-control-allow-origin', origin)
      response.setHeader('access-control-expose-headers', exposedHeaders)
    } else if (request.headers.origin !== undefined) log.write(request, unknownOrigin(request.headers.origin))
    return isPreflight(request) ? answerPreflight(response, policy.methods, origin !== undefined) : next()
  }
}
