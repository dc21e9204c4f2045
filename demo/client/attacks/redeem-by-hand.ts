import type { SignedIn } from '../actions/action'
import { parseJson } from '../wire/read-refusal'
import type { FreshCode } from './attack'
import { authenticate } from './authenticate'
import { endpointsOf } from './endpoints'
import { makeProof } from './make-proof'
import { post } from './send'

/** A token request by hand, with the client's authentication and, in FAPI 2.0 mode, a proof of its own. */
export async function requestTokens(victim: SignedIn, form: Readonly<Record<string, string>>) {
  const { party, settings } = victim
  const url = endpointsOf(victim).token
  const dpop = party.proofKey && (await makeProof(party.proofKey, { method: 'POST', url, now: settings.now() }))
  const response = await post(url, { ...(await authenticate(victim)), ...form }, dpop === undefined ? {} : { dpop })
  return parseJson(await response.text()) ?? {}
}

/** The form of a code's exchange, with the client's own verifier unless another is given. */
export const exchangeOf = ({ settings }: SignedIn, { pending, callback }: FreshCode, verifier = pending.verifier) => ({
  grant_type: 'authorization_code',
  code: callback.searchParams.get('code') ?? '',
  redirect_uri: `${settings.origin}/callback`,
  code_verifier: verifier,
})

/** Asks the server whether a token is still good. */
export async function introspect(victim: SignedIn, token: string): Promise<void> {
  await post(endpointsOf(victim).introspection, { ...(await authenticate(victim)), token })
}
