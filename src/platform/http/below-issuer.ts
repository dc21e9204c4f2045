import type { Request, RequestHandler } from 'express'
import { defineRefusal } from '#libs/checks/define-refusal'
import { excerpt, excerptWhole, words } from '#libs/oauth-params/excerpt'
import { notFound } from './errors/http-refusals'
import type { HostAddresses } from './host-addresses'

const outsideIssuer = defineRefusal({
  name: 'below-issuer',
  clauses: ['RFC8414-3.1'],
  hint: 'ISSUER has a path, and the request came without it. Use the addresses of the discovery document. A proxy passes paths on as they come: if it strips the path of ISSUER, every request ends here.',
  refusal: (base: string, path: string) =>
    notFound({
      reason: words`the path is not below the path of ISSUER`,
      expected: words`an address below ${excerptWhole(base)}`,
      received: excerpt(path),
    }),
})

const afterOrigin = /^https?:\/\/[^/?#]*/i

/** The rest of the target below the base, with its slash; undefined where it lies elsewhere. */
function restBelow(base: string, target: string): string | undefined {
  if (!target.startsWith(base)) return undefined
  const rest = target.slice(base.length)
  if (rest.startsWith('/')) return rest
  return rest === '' || rest.startsWith('?') ? `/${rest}` : undefined
}

const queryOf = ({ url }: Request) => (url.includes('?') ? url.slice(url.indexOf('?')) : '')

/**
 * Takes the issuer's path off each request, so that everything behind knows paths as controllers declare them, and turns away what lies
 * elsewhere on the host.
 *
 * @param base the issuer's path
 */
export function belowIssuer(base: string, hostAddresses: HostAddresses): RequestHandler {
  return (request, _response, next) => {
    request.baseUrl = base
    const target = request.url.startsWith('/') ? request.url : request.url.replace(afterOrigin, '')
    const rest = restBelow(base, target)
    if (rest === undefined) {
      const path = hostAddresses.of(request.path)
      if (path === undefined) throw outsideIssuer(base, request.path)
      request.url = path + queryOf(request)
    } else request.url = rest
    next()
  }
}
