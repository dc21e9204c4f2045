import { Injectable } from '@nestjs/common'
import type { Response } from 'express'
import { enforces } from '#libs/checks/enforces'
import { seeOther } from '#platform/http/see-other'
import { RespondsBy } from './response-mode'
import type { ResponseMode } from './response-mode'

enforces('FAPI2-SP-FINAL-5.3.2.2-11')

/**
 * The answer in the redirect's query; what the client's own address already has there stays as it is.
 *
 * @see https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#ResponseModes
 */
@Injectable()
@RespondsBy('query')
export class QueryMode implements ResponseMode {
  send(response: Response, redirectUri: string, answer: Readonly<Record<string, string>>): void {
    const separator = redirectUri.includes('?') ? '&' : '?'
    // 303: a form that was just sent is never sent on (FAPI 2.0 SP 5.3.2.2-11).
    seeOther(response, `${redirectUri}${separator}${new URLSearchParams(answer).toString()}`)
  }
}
