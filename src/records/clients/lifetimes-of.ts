import type { LifetimeField } from '#libs/client-metadata/client-lifetimes'
import type { ClientMetadata } from '#libs/client-metadata/client-metadata'
import type { LifetimeSettings } from '#platform/config/lifetime-settings'

/** Each of the lifetimes of a client, in seconds. */
export type Lifetimes = Readonly<Record<LifetimeField, number>>

/** The server's own lifetimes for a client of this profile: no client's are longer. */
const boundsOf = ({ security_profile: profile }: ClientMetadata, settings: LifetimeSettings): Lifetimes => ({
  access_token: profile === 'fapi2' ? settings.accessTokenFapi2 : settings.accessToken,
  id_token: settings.idToken,
  refresh_token_idle: settings.refreshTokenIdle,
  refresh_token: settings.refreshToken,
  session: settings.session,
})

const settingOf: Readonly<Record<LifetimeField, string>> = {
  access_token: 'ALDGATE_ACCESS_TOKEN_LIFETIME',
  id_token: 'ALDGATE_ID_TOKEN_LIFETIME',
  refresh_token_idle: 'ALDGATE_REFRESH_TOKEN_IDLE_LIFETIME',
  refresh_token: 'ALDGATE_REFRESH_TOKEN_LIFETIME',
  session: 'ALDGATE_SESSION_LIFETIME',
}

/**
 * The lifetimes that hold for a client: its own, but never longer than the server's, which may have become shorter since.
 *
 * @param computed what its expressions answered, where it has any
 */
export function lifetimesOf(metadata: ClientMetadata, settings: LifetimeSettings, computed: Partial<Lifetimes> = {}): Lifetimes {
  const bounds = boundsOf(metadata, settings)
  const own = { ...fixedOf(metadata), ...computed }
  const shorter = (field: LifetimeField) => Math.min(own[field] ?? bounds[field], bounds[field])
  return {
    access_token: shorter('access_token'),
    id_token: shorter('id_token'),
    refresh_token_idle: shorter('refresh_token_idle'),
    refresh_token: shorter('refresh_token'),
    session: shorter('session'),
  }
}

const fixedOf = ({ lifetimes = {} }: ClientMetadata): Partial<Lifetimes> =>
  Object.fromEntries(Object.entries(lifetimes).filter(([, value]) => typeof value === 'number'))

/** The first lifetime of a client that is longer than the server's own, in a sentence. */
export function lifetimeFault(metadata: ClientMetadata, settings: LifetimeSettings): string | undefined {
  const bounds = boundsOf(metadata, settings)
  const own = fixedOf(metadata)
  const fields = Object.keys(bounds) as LifetimeField[]
  const beyond = fields.find((field) => (own[field] ?? 0) > bounds[field])
  if (beyond === undefined) return undefined
  const setting = beyond === 'access_token' && metadata.security_profile === 'fapi2' ? `${settingOf[beyond]}_FAPI2` : settingOf[beyond]
  return `lifetimes.${beyond}: must be ${bounds[beyond]} seconds or less (${setting})`
}
