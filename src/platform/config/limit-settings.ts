import { FromEnvironment } from './from-environment'
import { parseChoice } from './values/parse-choice'
import { WholeNumber } from './whole-number'

const switches = new Map([
  ['on', true],
  ['off', false],
])

/** How often somebody may try. */
export class LimitSettings {
  @FromEnvironment('RATE_LIMITS', {
    description: 'on, or off outside production (load tests).',
    default: 'on',
    parse: parseChoice(switches),
  })
  readonly enabled!: boolean

  @WholeNumber('ALDGATE_LOGIN_ATTEMPTS_PER_ACCOUNT', {
    description: 'Failed logins for an account from one address in a window.',
    default: 10,
    min: 1,
    max: 100,
  })
  readonly accountFailures!: number

  @WholeNumber('ALDGATE_LOGIN_ATTEMPTS_IN_ALL', {
    description: 'Failed logins for an account from everywhere, without a right one in between, until guesses of strangers have to wait.',
    default: 100,
    min: 10,
    max: 100,
  })
  readonly accountFailuresInAll!: number

  @WholeNumber('ALDGATE_LOGIN_ATTEMPTS_PER_ADDRESS', {
    description: 'Failed logins from one address in a window.',
    default: 100,
    min: 1,
    max: 100_000,
  })
  readonly addressFailures!: number

  @WholeNumber('ALDGATE_LOGIN_WINDOW', { description: 'Seconds for which failed logins count.', default: 900, min: 10, max: 86_400 })
  readonly loginWindowSeconds!: number

  @WholeNumber('ALDGATE_CLIENT_AUTHENTICATION_ATTEMPTS', {
    description: 'Failed authentications of a client from one address in a window.',
    default: 100,
    min: 1,
    max: 100_000,
  })
  readonly clientFailures!: number

  @WholeNumber('ALDGATE_CLIENT_AUTHENTICATION_WINDOW', {
    description: 'Seconds for which failed client authentications count.',
    default: 60,
    min: 10,
    max: 86_400,
  })
  readonly clientWindowSeconds!: number

  @WholeNumber('ALDGATE_OUTSTANDING_PUSHED_REQUESTS', {
    description: 'Pushed authorization requests of a client that nobody has opened yet.',
    default: 1000,
    min: 1,
    max: 1_000_000,
  })
  readonly pushedRequests!: number

  @WholeNumber('ALDGATE_GRANTS_PER_CLIENT', {
    description: 'Live grants of a person to one client; beyond that the oldest end.',
    default: 100,
    min: 1,
    max: 1000,
  })
  readonly grantsPerClient!: number

  @WholeNumber('ALDGATE_SESSIONS_PER_PERSON', {
    description: 'Browsers in which a person may be logged in at the same time; beyond that the oldest logins end.',
    default: 100,
    min: 1,
    max: 1000,
  })
  readonly sessionsPerPerson!: number
}
