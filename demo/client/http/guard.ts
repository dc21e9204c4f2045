import type { RequestHandler } from 'express'

/** A request that is refused before any page is asked for. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden'
}

const isOwn = (origin: string, { origin: claimed, 'sec-fetch-site': site }: Readonly<Record<string, unknown>>): boolean =>
  site === undefined ? claimed === undefined || claimed === origin : site === 'same-origin'

/**
 * Keeps other sites out: the pages show tokens, so that they answer to their own host alone (a name that an attacker points at this
 * machine is another), and buttons work from their own pages alone.
 */
export const guard =
  (origin: string): RequestHandler =>
  ({ headers, method }, _response, next) => {
    const { port } = new URL(origin)
    const hosts = ['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${port}`)
    if (!hosts.includes(headers.host ?? '')) return next(new Forbidden(`This page is at ${origin}.`))
    if (method === 'POST' && !isOwn(origin, headers)) return next(new Forbidden('Buttons work from the demo’s own pages alone.'))
    return next()
  }
