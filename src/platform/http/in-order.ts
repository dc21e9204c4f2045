import type { NextFunction, Request, RequestHandler, Response } from 'express'

/** Handlers one after the other, as one: to Express each handler of its own is a route that has to be found. */
export const inOrder =
  (...handlers: readonly RequestHandler[]): RequestHandler =>
  (request, response, next) =>
    go({ request, response, next, handlers }, 0)

interface Way {
  readonly request: Request
  readonly response: Response
  readonly next: NextFunction
  readonly handlers: readonly RequestHandler[]
}

function go(way: Way, at: number): void {
  const handler = way.handlers[at]
  if (!handler) return way.next()
  try {
    const done: unknown = handler(way.request, way.response, (error?: unknown) => (error == null ? go(way, at + 1) : way.next(error)))
    if (done instanceof Promise) done.catch((error: unknown) => way.next(error ?? new Error('a handler gave up')))
  } catch (error) {
    way.next(error)
  }
}
