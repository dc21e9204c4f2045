import { challengeOf } from './challenge-of'
import { checkCodeVerifier } from './check-code-verifier'

// RFC 7636 appendix B
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

describe('the code verifier', () => {
  it('makes the challenge of the example in RFC 7636 (RFC7636-4.2)', () => {
    expect(challengeOf(verifier)).toBe(challenge)
  })

  it('passes with its own challenge, and both may be absent (RFC7636-4.6)', () => {
    expect(() => checkCodeVerifier(verifier, challenge)).not.toThrow()
    expect(() => checkCodeVerifier(undefined, undefined)).not.toThrow()
  })

  it.each([['a'.repeat(43)], ['a'.repeat(128)], [`${'a'.repeat(40)}-._~`]])('may be %s (RFC7636-4.1, SEC-197)', (text) => {
    expect(() => checkCodeVerifier(text, challengeOf(text))).not.toThrow()
  })

  it.each([
    ['is missing though a challenge was sent', undefined, challenge, 'code_verifier is required'],
    ['comes without a challenge', verifier, undefined, 'had no code_challenge'],
    ['is another one', 'a'.repeat(43), challenge, 'does not match'],
    ['is the challenge itself', challenge, challenge, 'does not match'],
    ['meets a challenge of another length', verifier, challenge.slice(1), 'does not match'],
  ])(
    'is invalid_grant where it %s (RFC7636-4.5, RFC7636-4.6, RFC9700-2.1.1, SEC-193, SEC-194, SEC-195)',
    (_rule, sent, kept, description) => {
      expect(() => checkCodeVerifier(sent, kept)).toThrow(
        expect.objectContaining({ code: 'invalid_grant', status: 400, description: expect.stringContaining(description) }),
      )
    },
  )

  it.each([['a'], ['a'.repeat(42)], ['a'.repeat(129)], [`${'a'.repeat(43)}é`], [`${'a'.repeat(43)}\0`], [`${'a'.repeat(43)}\n`]])(
    'is invalid_grant where its syntax is wrong, even for the right hash: %j (RFC7636-4.1, SEC-197)',
    (text) => {
      expect(() => checkCodeVerifier(text, challengeOf(text))).toThrow(
        expect.objectContaining({ code: 'invalid_grant', description: 'code_verifier is malformed' }),
      )
    },
  )

  it('names the rule and keeps the verifier out of what the operator reads (RFC7636-4.6)', () => {
    expect(() => checkCodeVerifier('a'.repeat(43), challenge)).toThrow(
      expect.objectContaining({ evidence: {}, refusal: expect.objectContaining({ check: 'check-code-verifier' }) }),
    )
  })
})
