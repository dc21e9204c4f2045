import type { Application, Request, RequestHandler } from 'express'
import type { ActingAddresses } from './acting-addresses'
import { checkMethod } from './check-method'
import { checkKnownAddress } from './check-known-address'
import { checkNoPrefetch } from './check-no-prefetch'
import { KnownRoutes } from './known-routes'

const withoutHead = (methods: ReadonlySet<string>) => new Set([...methods].filter((method) => method !== 'HEAD'))

const purposeOf = ({ headers }: Request) => [headers['sec-purpose'] ?? headers['purpose'] ?? headers['x-moz']].flat()[0]

/**
 * Turns away unknown addresses (404) and wrong methods (405) before anything of the request is read. Where GET acts, HEAD is none of them,
 * and nothing is loaded in advance.
 */
export function methodCheck(app: Application, acting: ActingAddresses): RequestHandler {
  let routes: KnownRoutes | undefined
  return (request, _response, next) => {
    const { method, path } = request
    routes ??= new KnownRoutes(app)
    const methods = routes.methodsAt(path)
    checkKnownAddress(path, methods, (other) => (routes?.methodsAt(other).size ?? 0) > 0)
    const acts = acting.has(path)
    checkMethod(method, acts ? withoutHead(methods) : methods)
    if (acts) checkNoPrefetch(purposeOf(request))
    next()
  }
}
