import { enforces } from '../checks/enforces'
import type { GivenMetadata } from '../client-metadata/client-metadata'
import { ClientMetadataError } from '../client-metadata/client-metadata-error'
import type { Profile } from './profile'

enforces(
  'FAPI2-SP-FINAL-5.3.2',
  'FAPI2-SP-FINAL-5.3.2.1-3',
  'FAPI2-SP-FINAL-5.3.2.1-4',
  'FAPI2-SP-FINAL-5.3.2.1-6',
  'FAPI2-SP-FINAL-5.3.2.1-9',
  'FAPI2-SP-FINAL-5.3.2.1-11',
  'FAPI2-SP-FINAL-5.3.2.2-3',
  'FAPI2-SP-FINAL-5.3.2.2-5',
  'FAPI2-SP-FINAL-5.4.1-1.2',
)

const algorithms = Object.freeze(['PS256', 'ES256', 'EdDSA'] as const)

/**
 * FAPI 2.0 Security Profile, as one bundle.
 *
 * @see https://openid.net/specs/fapi-security-profile-2_0-final.html
 */
export const fapi2: Profile = Object.freeze({
  signingAlgorithms: algorithms,
  idTokenAlgorithm: 'ES256',
  acceptsEndpointAudience: false,
  requiresPkce: true,
  rotatesRefreshTokens: false,
  maxCodeLifetimeSeconds: 60,
})

type DemandedField =
  | 'token_endpoint_auth_method'
  | 'dpop_bound_access_tokens'
  | 'require_pushed_authorization_requests'
  | 'require_pkce'
  | 'id_token_signed_response_alg'
  | 'token_endpoint_auth_signing_alg'

/** One demand on a registration: what may stand in a field, what stands there when nothing was given, and where that is written. */
interface Demand {
  readonly field: DemandedField
  readonly allows: readonly (string | boolean)[]
  readonly fills?: string | boolean
  readonly clause: string
}

// prettier-ignore
const demands: readonly Demand[] = [
  { field: 'token_endpoint_auth_method', allows: ['private_key_jwt'], fills: 'private_key_jwt', clause: 'FAPI2-SP-FINAL-5.3.2.1-6' },
  { field: 'dpop_bound_access_tokens', allows: [true], fills: true, clause: 'FAPI2-SP-FINAL-5.3.2.1-4' },
  { field: 'require_pushed_authorization_requests', allows: [true], fills: true, clause: 'FAPI2-SP-FINAL-5.3.2.2-3' },
  { field: 'require_pkce', allows: [true], fills: true, clause: 'FAPI2-SP-FINAL-5.3.2.2-5' },
  { field: 'id_token_signed_response_alg', allows: algorithms, fills: fapi2.idTokenAlgorithm, clause: 'FAPI2-SP-FINAL-5.4.1-1.2' },
  { field: 'token_endpoint_auth_signing_alg', allows: algorithms, clause: 'FAPI2-SP-FINAL-5.4.1-1.2' },
]

function refuseContradiction(given: GivenMetadata, { field, allows, clause }: Demand): void {
  const value = given[field]
  if (value === undefined || allows.includes(value)) return
  throw new ClientMetadataError(field, `security_profile fapi2 contradicts ${field} ${String(value)} (${clause})`)
}

/**
 * Fills what a fapi2 client left unsaid with what the profile demands.
 *
 * @throws ClientMetadataError naming what contradicts the profile
 */
export function applyFapi2<Metadata extends GivenMetadata>(given: Metadata): Metadata {
  for (const demand of demands) refuseContradiction(given, demand)
  const filled = demands.filter(({ fills }) => fills !== undefined).map(({ field, fills }) => [field, fills])
  return { ...Object.fromEntries(filled), ...given }
}
