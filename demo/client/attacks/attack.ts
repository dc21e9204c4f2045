import type { SignedIn } from '../actions/action'
import type { ModeId } from '../tour/mode'
import type { PendingAuthorization } from '../tour/tour'

/** A rule that stands in an attack's way, and where it is written. */
export interface Rule {
  readonly name: string
  readonly url: string
}

/** A code that the browser has just brought, not redeemed yet. */
export interface FreshCode {
  readonly pending: PendingAuthorization
  readonly callback: URL
}

/** What comes of an attack in one mode, and why. */
export interface Outcome {
  readonly expected: 'refused' | 'let in'
  readonly because: string
}

interface AttackTexts {
  readonly id: string
  readonly title: string
  /** What the attacker has, and does. */
  readonly story: string
  /** The modes that it makes sense in. */
  readonly outcomes: Readonly<Partial<Record<ModeId, Outcome>>>
  readonly rules: readonly Rule[]
}

/** An attack that works with the visitor's tokens. */
export interface TokenAttack extends AttackTexts {
  run(victim: SignedIn): Promise<void>
}

/** An attack that works with a code of its own, which the browser fetches from the server by prompt=none. */
export interface CodeAttack extends AttackTexts {
  runWithCode(victim: SignedIn, code: FreshCode): Promise<void>
}

export type Attack = TokenAttack | CodeAttack

const rfcAddress = (rfc: number, section: string) => `https://www.rfc-editor.org/rfc/rfc${rfc}#section-${section}`

/** A section of an RFC. */
export const rfc = (number: number, section: string): Rule => ({ name: `RFC ${number} §${section}`, url: rfcAddress(number, section) })

/** A section of the FAPI 2.0 Security Profile. */
export const fapi = (section: string): Rule => ({
  name: `FAPI 2.0 Security Profile §${section}`,
  url: `https://openid.net/specs/fapi-security-profile-2_0-final.html#section-${section}`,
})
