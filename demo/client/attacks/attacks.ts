import type { Mode } from '../tour/mode'
import type { Attack } from './attack'
import { changeRedirect } from './change-redirect'
import { changeRequest } from './change-request'
import { codeTwice } from './code-twice'
import { editedToken } from './edited-token'
import { expiredAssertion } from './expired-assertion'
import { forgeCallback } from './forge-callback'
import { guessedSecret } from './guessed-secret'
import { idTokenAtApi } from './id-token-at-api'
import { oldRefreshToken } from './old-refresh-token'
import { replayAssertion } from './replay-assertion'
import { replayProof } from './replay-proof'
import { stolenCode } from './stolen-code'
import { tokenWithoutKey } from './token-without-key'
import { wrongHtu } from './wrong-htu'

/** A group of attacks, by what the attacker goes for. */
export interface AttackGroup {
  readonly title: string
  readonly attacks: readonly Attack[]
}

const groups: readonly AttackGroup[] = [
  { title: 'The access token', attacks: [tokenWithoutKey, replayProof, wrongHtu, editedToken, idTokenAtApi] },
  { title: 'The code', attacks: [codeTwice, stolenCode, forgeCallback] },
  { title: 'The request', attacks: [changeRequest, changeRedirect] },
  { title: 'The client', attacks: [expiredAssertion, replayAssertion, guessedSecret, oldRefreshToken] },
]

/** The attacks that make sense in a mode, by what they go for. */
export const attacksOf = (mode: Mode): readonly AttackGroup[] =>
  groups.map(({ title, attacks }) => ({ title, attacks: attacks.filter(({ outcomes }) => outcomes[mode.id]) }))

export const findAttack = (mode: Mode, id: unknown): Attack | undefined =>
  attacksOf(mode)
    .flatMap(({ attacks }) => attacks)
    .find((attack) => attack.id === id)
