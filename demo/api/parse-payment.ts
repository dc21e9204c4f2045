import { isRecord } from '#libs/jwk/is-record'
import { invalidRequest } from '#libs/oauth-errors/factories'

/** A payment as POST /payments asks for it. */
export interface Payment {
  readonly to: string
  /** Euros and cents, as in "12.50". */
  readonly amount: string
}

const amountSyntax = /^(?!0+\.00$)\d{1,6}\.\d{2}$/
const maxNameLength = 70

/** @throws OAuthError invalid_request */
export function parsePayment(body: unknown): Payment {
  const { to, amount } = isRecord(body) ? body : {}
  if (typeof to !== 'string' || to.trim() === '' || to.length > maxNameLength)
    throw invalidRequest(`to must be a name of 1 to ${maxNameLength} characters`)
  if (typeof amount !== 'string' || !amountSyntax.test(amount)) throw invalidRequest('amount must be euros and cents, as in 12.50')
  return { to, amount }
}
