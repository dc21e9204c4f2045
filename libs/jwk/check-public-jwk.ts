import { checkJwkMembers } from './check-jwk-members'
import { importPublicKey } from './import-public-key'
import type { PublicJwk } from './public-jwk'

/**
 * Checks that a value is a public key we can verify with: no private members, a type we use, and a point that lies on its curve.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-3.4
 * @throws JwkError one sentence without key material
 */
export function checkPublicJwk(value: unknown): asserts value is PublicJwk {
  checkJwkMembers(value)
  importPublicKey(value)
}
