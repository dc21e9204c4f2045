import { HttpStatus } from '@nestjs/common'
import type { Response } from 'express'

/**
 * Sends the browser on by GET, whatever it asked with: a form that was just sent is never sent on.
 *
 * @param address as it is to stand in the header
 * @see https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.2 item 11
 */
export function seeOther(response: Response, address: string): void {
  response.status(HttpStatus.SEE_OTHER).setHeader('location', address)
  response.end()
}
