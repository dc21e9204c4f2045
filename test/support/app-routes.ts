import { RequestMethod } from '@nestjs/common'
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants'
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core'
import type { INestApplication } from '@nestjs/common'
import type { Application } from 'express'
import { Access } from '#platform/http/access'
import type { AccessClass } from '#platform/http/access'

/** A route as its controller declares it, with every class that somebody gave it. */
export interface DeclaredRoute {
  readonly route: string
  readonly classes: readonly AccessClass[]
}

type Handler = (...args: never[]) => unknown

const pathsOf = (reflector: Reflector, target: Handler): string[] => [reflector.get<string | string[]>(PATH_METADATA, target)].flat()
const join = (...parts: readonly string[]) => `/${parts.flatMap((part) => part.split('/').filter(Boolean)).join('/')}`

/** Every route of every controller of the application. */
export function declaredRoutes(app: INestApplication): DeclaredRoute[] {
  const reflector = app.get(Reflector)
  return app
    .get(DiscoveryService, { strict: false })
    .getControllers()
    .flatMap(({ metatype, instance }) => routesOf(reflector, metatype as Handler, instance as object))
}

function routesOf(reflector: Reflector, controller: Handler, instance: object): DeclaredRoute[] {
  const prototype = Object.getPrototypeOf(instance) as Record<string, Handler>
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name]
    const method = handler && reflector.get<RequestMethod | undefined>(METHOD_METADATA, handler)
    if (!handler || method === undefined) return []
    const classes = [reflector.get(Access, controller), reflector.get(Access, handler)].filter((value) => value !== undefined)
    const paths = pathsOf(reflector, controller).flatMap((prefix) => pathsOf(reflector, handler).map((path) => join(prefix, path)))
    return paths.map((path) => ({ route: `${RequestMethod[method]} ${path}`, classes }))
  })
}

interface RouteLayer {
  readonly route?: {
    readonly path: string
    readonly methods: Readonly<Record<string, boolean>>
    readonly stack: { handle: (...args: unknown[]) => unknown }[]
  }
}

const expressLayers = (app: INestApplication) => {
  const { router } = app.getHttpAdapter().getInstance() as Application
  return (router.stack as unknown as RouteLayer[]).flatMap(({ route }) => route ?? [])
}

/** Every route that Express answers, whoever made it. */
export const servedRoutes = (app: INestApplication): string[] =>
  expressLayers(app).flatMap(({ path, methods }) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))

/** Tells from now on which handlers are reached, guards included. */
export function watchHandlers(app: INestApplication): string[] {
  const reached: string[] = []
  for (const { path, stack } of expressLayers(app))
    for (const layer of stack) {
      const { handle } = layer
      layer.handle = (request, response, next) => {
        reached.push(path)
        return handle(request, response, next)
      }
    }
  return reached
}
