import type { SignedIn } from '../actions/action'
import { endpointsOf } from './endpoints'
import { presentToken } from './present-token'
import { send } from './send'

/** An honest request that went well, as an attacker may have recorded it. */
export interface Overheard {
  readonly headers: Readonly<Record<string, string>>
  /** The API's nonce for the next proof. */
  readonly nonce: string | undefined
}

/**
 * Looks at the accounts as the client does, with the API's nonce where it asks for one.
 *
 * @throws Error where even that is refused, so that nothing would be learnt of an attack
 */
export async function callHonestly(victim: SignedIn, nonce?: string): Promise<Overheard> {
  const url = endpointsOf(victim).accounts
  const headers = await presentToken(victim, victim.tokens.accessToken, url, nonce)
  const response = await send({ url, headers })
  const next = response.headers.get('dpop-nonce') ?? undefined
  if (response.ok) return { headers, nonce: next }
  if (response.status === 401 && next !== undefined && nonce === undefined) return callHonestly(victim, next)
  throw new Error('the API refuses the honest request already')
}
