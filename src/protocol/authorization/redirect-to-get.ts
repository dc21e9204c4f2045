import { HttpStatus } from '@nestjs/common'
import type { Response } from 'express'
import { defineCheck } from '#libs/checks/define-check'
import { invalidRequest } from '#libs/oauth-errors/factories'

/** Longest address, in characters, that a form is turned into. */
const longestAddress = 8_000

const checkAddressLength = defineCheck({
  name: 'form-as-address',
  clauses: ['RFC6749-3.1', 'OIDCC-3.1.2.1'],
  hint: 'Push long authorization requests to the pushed authorization request endpoint (RFC 9126).',
  check(address: string) {
    if (address.length > longestAddress)
      throw invalidRequest('the request is too long; push it to the pushed authorization request endpoint')
  },
})

/**
 * Sends a form that came from another site back as a GET: with that one the browser sends its session cookie.
 *
 * @throws OAuthError invalid_request when it is too long for that
 */
export function redirectToGet(response: Response, address: string): void {
  checkAddressLength(address)
  response.status(HttpStatus.SEE_OTHER).setHeader('location', address)
  response.end()
}
