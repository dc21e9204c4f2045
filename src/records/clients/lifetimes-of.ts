import type { ClientLifetimes } from '#libs/client-metadata/client-lifetimes'
import type { ClientMetadata } from '#libs/client-metadata/client-metadata'
import type { LifetimeSettings } from '#platform/config/lifetime-settings'

type Bounds = Readonly<Required<ClientLifetimes>>

/** The server's own lifetimes for a client of this profile: no client's are longer. */
const boundsOf = ({ security_profile: profile }: ClientMetadata, settings: LifetimeSettings): Bounds => ({
  access_token: profile === 'fapi2' ? settings.accessTokenFapi2 : settings.accessToken,
  id_token: settings.idToken,
  refresh_token_idle: settings.refreshTokenIdle,
  refresh_token: settings.refreshToken,
  session: settings.session,
})

const settingOf: Readonly<Record<keyof Bounds, string>> = {
  access_token: 'ALDGATE_ACCESS_TOKEN_LIFETIME',
  id_token: 'ALDGATE_ID_TOKEN_LIFETIME',
  refresh_token_idle: 'ALDGATE_REFRESH_TOKEN_IDLE_LIFETIME',
  refresh_token: 'ALDGATE_REFRESH_TOKEN_LIFETIME',
  session: 'ALDGATE_SESSION_LIFETIME',
}

/** The lifetimes that hold for a client, in seconds: its own, but never longer than the server's, which may have become shorter since. */
export function lifetimesOf(metadata: ClientMetadata, settings: LifetimeSettings): Bounds {
  const bounds = boundsOf(metadata, settings)
  const own = metadata.lifetimes ?? {}
  const shorter = (field: keyof Bounds) => Math.min(own[field] ?? bounds[field], bounds[field])
  return {
    access_token: shorter('access_token'),
    id_token: shorter('id_token'),
    refresh_token_idle: shorter('refresh_token_idle'),
    refresh_token: shorter('refresh_token'),
    session: shorter('session'),
  }
}

/** The first lifetime of a client that is longer than the server's own, in a sentence. */
export function lifetimeFault(metadata: ClientMetadata, settings: LifetimeSettings): string | undefined {
  const bounds = boundsOf(metadata, settings)
  const own = metadata.lifetimes ?? {}
  const fields = Object.keys(bounds) as (keyof Bounds)[]
  const beyond = fields.find((field) => (own[field] ?? 0) > bounds[field])
  if (beyond === undefined) return undefined
  const setting = beyond === 'access_token' && metadata.security_profile === 'fapi2' ? `${settingOf[beyond]}_FAPI2` : settingOf[beyond]
  return `lifetimes.${beyond}: must be ${bounds[beyond]} seconds or less (${setting})`
}
