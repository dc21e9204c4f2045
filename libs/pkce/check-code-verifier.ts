import { defineCheck } from '../checks/define-check'
import { enforces } from '../checks/enforces'
import { isSame } from '../constant-time/is-same'
import { invalidGrant } from '../oauth-errors/factories'
import { words } from '../oauth-params/excerpt'
import { challengeOf } from './challenge-of'

enforces('RFC7636-4.1')

const verifierSyntax = /^[A-Za-z0-9\-._~]{43,128}$/

/** The token request proves that its sender asked for the code: a challenge was sent and the verifier is its origin, or neither is there. */
export const checkCodeVerifier = defineCheck({
  name: 'check-code-verifier',
  clauses: ['RFC7636-4.5', 'RFC7636-4.6', 'RFC9700-2.1.1', 'RFC9700-4.5.3', 'RFC9700-4.8.2'],
  hint: 'Send the code_verifier (43 to 128 characters of A-Z a-z 0-9 - . _ ~) whose SHA-256 went out as code_challenge, and only then.',
  check(verifier: string | undefined, challenge: string | undefined): void {
    if (verifier === undefined && challenge === undefined) return
    if (verifier === undefined) throw invalidGrant('code_verifier is required', { reason: 'the authorization request sent a challenge' })
    if (challenge === undefined) throw invalidGrant('code_verifier was sent, but the authorization request had no code_challenge')
    if (!verifierSyntax.test(verifier))
      throw invalidGrant('code_verifier is malformed', { expected: words`43 to 128 unreserved characters` })
    if (!isSame(challengeOf(verifier), challenge)) throw invalidGrant('code_verifier does not match the code_challenge')
  },
})
