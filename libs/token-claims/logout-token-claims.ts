import { enforces } from '../checks/enforces'
import type { EpochSeconds } from '../time/epoch-seconds'

enforces('OIDCBCL-2.4')

/** What a logout token tells a client. */
export interface LogoutFacts {
  readonly issuer: string
  readonly clientId: string
  readonly sub: string
  readonly sid: string
  /** The same each time the same end is told. */
  readonly jti: string
  readonly now: EpochSeconds
}

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'
/** Two minutes at most, as the specification recommends. */
const lifetimeSeconds = 120

/**
 * The claims of a logout token: one session of one person has ended. It never has a nonce, so that it cannot pass for an ID token.
 *
 * @see https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken
 */
export function toLogoutTokenClaims({ issuer, clientId, sub, sid, jti, now }: LogoutFacts): Record<string, unknown> {
  return { iss: issuer, sub, aud: clientId, iat: now, exp: now + lifetimeSeconds, jti, sid, events: { [logoutEvent]: {} } }
}
