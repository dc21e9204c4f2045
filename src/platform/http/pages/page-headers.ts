import type { Response } from 'express'
import { enforces } from '#libs/checks/enforces'
import { toPolicySource } from './policy-source'

enforces('RFC9700-4.16')

/** What a browser may do with a page. */
export interface PagePolicy {
  /**
   * The page stands between a client's request and the answer to it. Browsers apply form-action to every redirect that follows a form, and a
   * client redirects to wherever it likes: the page has none. It also keeps window.opener, by which a client finds its popup again.
   */
  readonly leadsToClient?: boolean
  /** URIs of pictures that are not this server's. */
  readonly images?: readonly (string | undefined)[]
  /** The URI of the client that receives the page's form. It learns this server's origin from it, and may frame the page. */
  readonly postsTo?: string
}

const toSources = (uris: readonly (string | undefined)[]): readonly string[] =>
  uris.map((uri) => (uri === undefined ? undefined : toPolicySource(uri))).filter((source) => source !== undefined)

/** The origin that may frame the page: of a web address alone, since a scheme would be everybody. */
const framerOf = (uri: string | undefined) => toSources([uri]).find((source) => source.includes('//'))

function contentSecurityPolicy({ leadsToClient = false, images = [], postsTo }: PagePolicy): string {
  const directives = [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    ["img-src 'self'", ...toSources(images)].join(' '),
    ...(leadsToClient ? [] : ["form-action 'self'"]),
    `frame-ancestors ${framerOf(postsTo) ?? "'none'"}`,
    "base-uri 'none'",
  ]
  return directives.join('; ')
}

/** Sets the headers of a page, over those that every response has. */
export function setPageHeaders(response: Response, policy: PagePolicy): void {
  response.setHeader('content-security-policy', contentSecurityPolicy(policy))
  if (policy.leadsToClient !== true) response.setHeader('cross-origin-opener-policy', 'same-origin')
  if (policy.postsTo === undefined) return
  // With no-referrer the browser would call the form's origin null.
  response.setHeader('referrer-policy', 'strict-origin')
  if (framerOf(policy.postsTo) !== undefined) response.removeHeader('x-frame-options')
}
