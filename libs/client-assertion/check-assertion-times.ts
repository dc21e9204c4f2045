import { defineCheck } from '../checks/define-check'
import { timeClaim } from '../jws/claim-types'
import { invalidClient } from '../oauth-errors/factories'
import { words } from '../oauth-params/excerpt'
import type { Excerpt } from '../oauth-params/excerpt'
import type { AssertionRules } from './assertion-rules'
import { readOrRefuse } from './read-or-refuse'

type Claims = Readonly<Record<string, unknown>>
type TimeRules = Required<Pick<AssertionRules, 'now' | 'clockSkewSeconds' | 'maxLifetimeSeconds'>>

// FAPI 2.0 SP 5.3.2.1-13: 10 seconds ahead must pass, more than 60 must not.
const futureSeconds = 60

function refuseUnless(holds: boolean, name: string, expected: Excerpt, received: number | undefined): void {
  if (!holds)
    throw invalidClient(`${name} of the client assertion is out of bounds`, { expected, received: words`${received ?? words`nothing`}` })
}

function checkExpiry(exp: number | undefined, { now, clockSkewSeconds, maxLifetimeSeconds }: TimeRules): void {
  refuseUnless(exp !== undefined && exp + clockSkewSeconds > now, 'exp', words`after ${now}`, exp)
  refuseUnless(exp !== undefined && exp - now <= maxLifetimeSeconds, 'exp', words`at most ${maxLifetimeSeconds} seconds after ${now}`, exp)
}

function checkStart(name: 'iat' | 'nbf', value: number | undefined, { now, clockSkewSeconds, maxLifetimeSeconds }: TimeRules): void {
  if (value === undefined) return
  refuseUnless(value - now < futureSeconds, name, words`less than ${futureSeconds} seconds after ${now}`, value)
  const isOld = name === 'iat' && now - value > maxLifetimeSeconds + clockSkewSeconds
  refuseUnless(!isOld, name, words`at most ${maxLifetimeSeconds} seconds before ${now}`, value)
}

/** A client assertion lives now and not for long, so that its replay marks are few: exp is required, iat and nbf count where they are. */
export const checkAssertionTimes = defineCheck({
  name: 'check-assertion-times',
  clauses: ['RFC7523-3', 'FAPI2-SP-FINAL-5.3.2.1-13', 'OIDCC-9'],
  hint: 'Make a new client assertion for each request, with iat = now and exp = now + 60 (at most 600 seconds ahead; an hour for the profile oidc), by a synchronised clock.',
  check(claims: Claims, rules: TimeRules): void {
    const time = (name: string) => readOrRefuse(() => timeClaim(claims, name))
    checkExpiry(time('exp'), rules)
    checkStart('iat', time('iat'), rules)
    checkStart('nbf', time('nbf'), rules)
  },
})
