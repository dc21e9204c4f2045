import type { Application, RequestHandler } from 'express'
import { checkMethod } from './check-method'
import { KnownRoutes } from './known-routes'

/** Turns away unknown addresses (404) and wrong methods (405) before anything of the request is read. */
export function methodCheck(app: Application): RequestHandler {
  let routes: KnownRoutes | undefined
  return (request, _response, next) => {
    routes ??= new KnownRoutes(app)
    checkMethod(request.method, routes.methodsAt(request.path))
    next()
  }
}
