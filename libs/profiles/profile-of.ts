import type { SecurityProfile } from '../client-metadata/client-metadata'
import { fapi2 } from './fapi2'
import { oidc } from './oidc'
import type { Profile } from './profile'

const profiles: Readonly<Record<SecurityProfile, Profile>> = { fapi2, oidc }

/** The rules of the profile that a client was registered with. */
export const profileOf = (client: { readonly security_profile: SecurityProfile }): Profile => profiles[client.security_profile]
