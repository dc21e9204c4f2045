import { IncomingMessage, ServerResponse } from 'node:http'
import type { Application } from 'express'
import { exchangePrototypesOf } from './express-internals'

type Class = abstract new (...args: never[]) => object

/** The class, making objects that have the prototype from the start. */
function withPrototype<Base extends Class>(base: Base, prototype: object): Base {
  function Made(...args: never[]): object {
    return Reflect.construct(base, args, Made) as object
  }
  Made.prototype = prototype
  return Made as unknown as Base
}

/**
 * What a server makes requests and responses with, so that they are Express' own when they are made. Express gives each the prototype
 * that it wants, which costs nothing where it has that already, and makes everything that is done with it slower where it has not.
 */
export function expressExchange(app: Application) {
  const { request, response } = exchangePrototypesOf(app)
  return { IncomingMessage: withPrototype(IncomingMessage, request), ServerResponse: withPrototype(ServerResponse, response) }
}
