import type { Application } from 'express'
import express from 'express'

/** The versions of Express whose inside is known here. */
const supported = 'Express 5'

/** A route as Express keeps it. */
export interface RouteLayer {
  readonly route?: { readonly path: unknown; readonly methods: Readonly<Record<string, boolean>> }
  match(path: string): unknown
}

const isRouteLayer = (layer: object): layer is RouteLayer => 'match' in layer && 'route' in layer

/** All routes of an application, in their order. */
export const routeLayersOf = (app: Application): readonly RouteLayer[] => (app.router.stack as object[]).filter(isRouteLayer)

/** The prototypes that Express gives to requests and responses. */
export function exchangePrototypesOf(app: Application): { readonly request: object; readonly response: object } {
  const { request, response } = app as unknown as { readonly request: object; readonly response: object }
  return { request, response }
}

const isFixed = ({ route }: RouteLayer) => route?.path === '/fixed' && route.methods['get'] === true
const isPart = (layer: RouteLayer) => Boolean(layer.match('/part/1')) && !layer.match('/other')

function isAsKnown(app: Application): boolean {
  app.get('/fixed', () => undefined).post('/part/:id', () => undefined)
  try {
    const layers = routeLayersOf(app)
    const { request, response } = exchangePrototypesOf(app)
    return layers.length === 2 && layers.some(isFixed) && layers.some(isPart) && 'accepts' in request && 'vary' in response
  } catch {
    return false
  }
}

/**
 * Tries on an application of its own everything in this file that Express does not promise, so that another version of it stops the start
 * and not the first request.
 *
 * @throws Error naming the versions that are supported
 */
export function checkExpress(make: () => Application = express): void {
  if (!isAsKnown(make()))
    throw new Error(`this server needs ${supported}: routes or prototypes of the installed version are not where they were`)
}
