import type { webcrypto } from 'node:crypto'
import type { Configuration, DPoPHandle, IDToken } from 'openid-client'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import type { Exchange } from '../wire/exchange'
import type { Problem } from './explain-problem'
import type { Mode } from './mode'

/** What the client has of its login. */
export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string | undefined
  readonly idToken: string
  readonly claims: IDToken
  readonly expiresAt: EpochSeconds
}

/** An authorization request on its way: what the answer will be held to. */
export interface PendingAuthorization {
  readonly url: URL
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly preparedAt: EpochSeconds
  /** The attack that wants the code, and what went over the wire for it; undefined for the visitor's own login. */
  readonly attack?: { readonly id: string; readonly exchanges: readonly Exchange[] }
}

/** One thing that was done, with a story and all that went over the wire. */
export interface Step {
  readonly title: string
  readonly story: string
  readonly exchanges: readonly Exchange[]
  /** Why it failed, where it did. */
  readonly problem?: Problem
}

/** How an attack went. */
export interface AttackResult {
  readonly verdict: 'refused' | 'let in' | 'not run'
  readonly exchanges: readonly Exchange[]
  /** Why it did not run. */
  readonly reason?: string
}

/** The client's own ways to talk to the server and to prove itself. */
export interface Party {
  readonly config: Configuration
  /** Made for this tour alone: its tokens are bound to it. FAPI 2.0 mode only. */
  readonly proofKey?: webcrypto.CryptoKeyPair
  readonly DPoP?: DPoPHandle
}

/** One walk through a login, from the first request to the logout. */
export interface Tour {
  readonly id: string
  readonly mode: Mode
  readonly scopes: readonly string[]
  readonly steps: Step[]
  readonly attacks: Map<string, AttackResult>
  readonly startedAt: EpochSeconds
  party?: Party
  pending?: PendingAuthorization
  /** The last authorization request could not be made: there is nothing to send the browser with. */
  isRequestRefused: boolean
  tokens?: Tokens
  /** What UserInfo told of the person, once it was asked. */
  person?: Readonly<Record<string, unknown>>
  /** The state of the last answer that came, so that a reloaded callback finds its way. */
  answeredState?: string
  /** The state that the logout was begun with. */
  logoutState?: string
  isLoggedOut: boolean
}

const maxSteps = 60

/** Adds a step; of very many only the last stay. */
export function addStep(tour: Tour, step: Step): void {
  tour.steps.push(step)
  if (tour.steps.length > maxSteps) tour.steps.shift()
}
