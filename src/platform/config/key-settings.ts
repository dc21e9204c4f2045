import { signingAlgorithms } from '#libs/jws/signing-algorithms'
import type { SigningAlgorithm } from '#libs/jws/signing-algorithms'
import { FromEnvironment } from './from-environment'
import { parseSigningAlgorithms } from './values/parse-signing-algorithms'
import { WholeNumber } from './whole-number'

const day = 24 * 3600
const year = 365 * day
// Twice the time for which jwks_uri may be kept by a cache: whoever asks again in time knows a key before it signs.
const shortestNotice = 600

/** Which signing keys there are, and when they are announced, sign, and go. */
export class KeySettings {
  @FromEnvironment('ALDGATE_SIGNING_ALGORITHMS', {
    description: 'Algorithms, separated by commas, that tokens are signed with: ES256, and of RS256, PS256 and EdDSA those in use.',
    default: signingAlgorithms.join(','),
    parse: parseSigningAlgorithms,
  })
  readonly algorithms!: readonly SigningAlgorithm[]

  @WholeNumber('ALDGATE_SIGNING_KEY_LIFETIME', {
    description: 'Seconds for which a key signs before the next one does.',
    default: 90 * day,
    min: 2 * shortestNotice,
    max: 5 * year,
  })
  readonly lifetimeSeconds!: number

  @WholeNumber('ALDGATE_SIGNING_KEY_NOTICE', {
    description: 'Seconds for which a key stands at jwks_uri before it signs.',
    default: 14 * day,
    min: shortestNotice,
    max: year,
  })
  readonly noticeSeconds!: number

  @WholeNumber('ALDGATE_SIGNING_KEY_KEPT', {
    description: 'Seconds for which a key that signs no more stays at jwks_uri; no token may live longer.',
    default: 14 * day,
    min: shortestNotice,
    max: year,
  })
  readonly keptSeconds!: number
}
