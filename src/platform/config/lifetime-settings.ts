import { WholeNumber } from './whole-number'

const hour = 3600
const day = 24 * hour
const year = 365 * day

/** How long what the server hands out is good for, in seconds. */
export class LifetimeSettings {
  // RFC 9700 wants codes short; FAPI 2.0 SP 5.3.2.1-11 allows 60 seconds at most.
  @WholeNumber('ALDGATE_CODE_LIFETIME', { description: 'Seconds: authorization code.', default: 60, min: 1, max: 60 })
  readonly code!: number

  // FAPI 2.0 SP 5.3.2.2-12: less than 600 seconds
  @WholeNumber('ALDGATE_REQUEST_URI_LIFETIME', { description: 'Seconds to open a pushed request.', default: 90, min: 5, max: 599 })
  readonly requestUri!: number

  @WholeNumber('ALDGATE_INTERACTION_LIFETIME', {
    description: 'Seconds for the person, once the request is opened.',
    default: 1800,
    min: 60,
    max: day,
  })
  readonly interaction!: number

  @WholeNumber('ALDGATE_ACCESS_TOKEN_LIFETIME', { description: 'Seconds: access token.', default: 600, min: 10, max: day })
  readonly accessToken!: number

  @WholeNumber('ALDGATE_ACCESS_TOKEN_LIFETIME_FAPI2', {
    description: 'Seconds: access token of a fapi2 client.',
    default: 300,
    min: 10,
    max: hour,
  })
  readonly accessTokenFapi2!: number

  @WholeNumber('ALDGATE_ID_TOKEN_LIFETIME', { description: 'Seconds: ID token.', default: 600, min: 10, max: day })
  readonly idToken!: number

  @WholeNumber('ALDGATE_REFRESH_TOKEN_IDLE_LIFETIME', {
    description: 'Seconds: refresh token that is not used.',
    default: 30 * day,
    min: 60,
    max: year,
  })
  readonly refreshTokenIdle!: number

  @WholeNumber('ALDGATE_REFRESH_TOKEN_LIFETIME', {
    description: 'Seconds: refresh token in all.',
    default: 180 * day,
    min: 60,
    max: 5 * year,
  })
  readonly refreshToken!: number

  @WholeNumber('ALDGATE_SESSION_IDLE_LIFETIME', {
    description: 'Seconds: session that is not used.',
    default: hour,
    min: 60,
    max: 30 * day,
  })
  readonly sessionIdle!: number

  @WholeNumber('ALDGATE_SESSION_LIFETIME', { description: 'Seconds: session in all.', default: 12 * hour, min: 60, max: year })
  readonly session!: number

  @WholeNumber('ALDGATE_CLIENT_ASSERTION_LIFETIME', {
    description: 'Seconds that the exp of an assertion of a fapi2 client may lie ahead; those of oidc clients may be an hour ahead.',
    default: 600,
    min: 10,
    max: 600,
  })
  readonly clientAssertion!: number
}
