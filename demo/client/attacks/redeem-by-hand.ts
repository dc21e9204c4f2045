import type { SignedIn } from '../actions/action'
import { parseJson } from '../wire/read-refusal'
import type { FreshCode } from './attack'
import { authenticate } from './authenticate'
import { endpointsOf } from './endpoints'
import { makeProof } from './make-proof'
import { post } from './send'

type Form = Readonly<Record<string, string>>

/** The header with a proof for the token endpoint; none where tokens are bound to nothing. */
async function proveAt(url: string, { party, settings }: SignedIn, nonce: string | undefined): Promise<Form> {
  return party.proofKey ? { dpop: await makeProof(party.proofKey, { method: 'POST', url, now: settings.now(), nonce }) } : {}
}

/** A token request by hand, with the client's authentication and, in FAPI 2.0 mode, a proof; again where the server wants a nonce in it. */
export async function requestTokens(victim: SignedIn, form: Form, nonce?: string): Promise<Readonly<Record<string, unknown>>> {
  const url = endpointsOf(victim).token
  const response = await post(url, { ...(await authenticate(victim)), ...form }, await proveAt(url, victim, nonce))
  const answer = parseJson(await response.text()) ?? {}
  const wanted = response.headers.get('dpop-nonce')
  if (answer['error'] !== 'use_dpop_nonce' || wanted === null || nonce !== undefined) return answer
  return requestTokens(victim, form, wanted)
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
