import type { SignedIn } from '../actions/action'
import { makeProof } from './make-proof'

/** Headers that present some token to the API: as a bearer token, or with a good proof of the tour's own key. */
export async function presentToken({ party, settings }: SignedIn, accessToken: string, url: string, nonce: string | undefined) {
  if (!party.proofKey) return { authorization: `Bearer ${accessToken}` }
  const dpop = await makeProof(party.proofKey, { method: 'GET', url, now: settings.now(), accessToken, nonce })
  return { authorization: `DPoP ${accessToken}`, dpop }
}
