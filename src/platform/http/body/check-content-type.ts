import { defineCheck } from '#libs/checks/define-check'
import { excerpt, excerptWhole } from '#libs/oauth-params/excerpt'
import { unsupportedMediaType } from '../errors/http-refusals'
import type { BodyParser } from './body-parser'
import { parseMediaType } from './media-type'

/** An address takes the kind of body it was made for; returns the parser of it. */
export const checkContentType = defineCheck({
  name: 'check-content-type',
  clauses: ['RFC6749-4.1.3', 'RFC9126-2.1', 'SEC-356'],
  hint: 'Send the parameters as application/x-www-form-urlencoded in UTF-8.',
  check(contentType: string | undefined, path: string, parsers: readonly BodyParser[]): BodyParser {
    const mediaType = parseMediaType(contentType)
    const parser = mediaType && parsers.find((candidate) => candidate.accepts(path, mediaType))
    if (parser) return parser
    const expected = parsers[0]?.name ?? 'no body'
    throw unsupportedMediaType(`the body must be ${expected}`, { expected: excerptWhole(expected), received: excerpt(contentType) })
  },
})
