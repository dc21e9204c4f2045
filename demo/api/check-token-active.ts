import { defineCheck } from '#libs/checks/define-check'
import { isRecord } from '#libs/jwk/is-record'
import { invalidToken, temporarilyUnavailable } from '#libs/oauth-errors/factories'
import type { ApiSettings } from './api-settings'
import type { IssuerDocuments } from './issuer-documents'

const patienceMilliseconds = 5000

// RFC 6749 §2.3.1: both halves are form-encoded before they are joined.
const encode = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1)
const basic = (id: string, secret: string): string => `Basic ${Buffer.from(`${encode(id)}:${encode(secret)}`).toString('base64')}`

/** Asks the authorization server whether a token is still good, which its signature cannot tell: it may have been revoked since. */
export async function isActive(token: string, { clientId, clientSecret }: ApiSettings, documents: IssuerDocuments): Promise<boolean> {
  const response = await fetch(await documents.endpoint('introspection_endpoint'), {
    method: 'POST',
    headers: { authorization: basic(clientId, clientSecret) },
    body: new URLSearchParams({ token, token_type_hint: 'access_token' }),
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMilliseconds),
  })
  const body: unknown = await response.json()
  if (!response.ok) throw temporarilyUnavailable('the authorization server does not introspect for this API', 5)
  return isRecord(body) && body['active'] === true
}

/** A token that the server has ended opens nothing, though its signature still holds. */
export const checkTokenActive = defineCheck({
  name: 'check-token-active',
  clauses: ['RFC7662-2.2', 'FAPI2-SP-FINAL-5.3.4-3'],
  hint: 'The token was revoked, or the grant that it came of has ended. Begin a new login.',
  check(active: boolean): void {
    if (!active) throw invalidToken('the authorization server has ended the access token')
  },
})
