import { sign } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { encode } from '../../support/test-keys'
import type { TestKey } from '../../support/test-keys'

const contentOf = (jwt: string, alg: string): string => `${encode({ ...decodeProtectedHeader(jwt), alg })}.${encode(decodeJwt(jwt))}`

/** The same JWT, signed by the same RSA key with RS256, which FAPI 2.0 does not allow. */
export function rs256({ privateKey }: TestKey, jwt: string): string {
  const content = contentOf(jwt, 'RS256')
  return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`
}

/** The same JWT, with alg none and no signature. */
export const unsigned = (jwt: string): string => `${contentOf(jwt, 'none')}.`
