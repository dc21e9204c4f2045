import type { Application } from 'express'
import { routeLayersOf } from './express-internals'
import type { RouteLayer } from './express-internals'

type Methods = Set<string>

const parameterised = /[:*{}()[\]?+!\\]/
const everyMethod = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

function methodsOf(methods: Readonly<Record<string, boolean>>): string[] {
  if (methods['_all']) return everyMethod
  const names = Object.keys(methods).map((name) => name.toUpperCase())
  return names.includes('GET') ? [...names, 'HEAD'] : names
}

function matches(layer: RouteLayer, path: string): boolean {
  try {
    return Boolean(layer.match(path))
  } catch {
    return false // a path whose escapes do not decode
  }
}

/** Which methods each address answers, read once from Express's own routes, when all of them are there. */
export class KnownRoutes {
  /** Of addresses without parameters. */
  readonly #fixed = new Map<string, Methods>()
  readonly #patterns: RouteLayer[] = []

  constructor(app: Application) {
    for (const layer of routeLayersOf(app)) this.#add(layer)
    for (const [path, methods] of this.#fixed) this.#addPatterns(path, methods)
  }

  /** The methods of an address; none where there is nothing. */
  methodsAt(path: string): ReadonlySet<string> {
    return this.#fixed.get(path) ?? this.#addPatterns(path, new Set())
  }

  #addPatterns(path: string, methods: Methods): Methods {
    for (const layer of this.#patterns)
      if (matches(layer, path)) for (const name of methodsOf(layer.route?.methods ?? {})) methods.add(name)
    return methods
  }

  #add(layer: RouteLayer): void {
    if (!layer.route) return
    const { path, methods } = layer.route
    if (typeof path !== 'string' || parameterised.test(path)) this.#patterns.push(layer)
    else this.#fixed.set(path, new Set([...(this.#fixed.get(path) ?? []), ...methodsOf(methods)]))
  }
}
