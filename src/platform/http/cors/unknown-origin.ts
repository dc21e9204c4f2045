import { defineRefusal } from '#libs/checks/define-refusal'
import { httpRefusal } from '../errors/http-refusals'
import { excerpt } from '#libs/oauth-params/excerpt'

/** The browser hides the answer from the page, and tells its developer of CORS alone. Told to the flow; the answer stays as it is. */
export const unknownOrigin = defineRefusal({
  name: 'known-origin',
  clauses: [],
  hint: 'The browser keeps this answer from the page. Pages of an origin may read answers when a public client has a redirect URI of that origin, the same scheme, host and port. Confidential clients call from their servers.',
  refusal: (origin: string) =>
    httpRefusal(
      403,
      'no public client has a redirect URI of this origin',
      {},
      { reason: 'the answer shows no Access-Control-Allow-Origin', received: excerpt(origin) },
    ),
})
