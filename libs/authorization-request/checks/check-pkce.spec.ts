import { aClient, aContext, aFapiClient, aRequest, answerTo, refusalOf } from '../authorization-request.fixtures'
import { checkPkce } from './check-pkce'

const { code_challenge: _, code_challenge_method: __, ...plain } = aRequest()
const answerToPlain = (client = aClient()) => {
  try {
    checkPkce(plain, aContext({ client }))
    return 'passes'
  } catch {
    return refusalOf(() => checkPkce(plain, aContext({ client }))).code
  }
}

describe('PKCE', () => {
  it("takes the RFC's own challenge (RFC7636-4.2)", () => {
    expect(answerTo(checkPkce, { code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' })).toBe(
      'passes',
    )
  })

  it('is required of fapi2 and public clients, and of those registered so (FAPI2-SP-FINAL-5.3.2.2-5, SEC-31, SEC-195, par-ensure-pkce-required)', () => {
    expect(answerToPlain(aFapiClient())).toBe('invalid_request')
    expect(answerToPlain(aClient({ token_endpoint_auth_method: 'none' }))).toBe('invalid_request')
    expect(answerToPlain(aClient({ require_pkce: true }))).toBe('invalid_request')
  })

  it('is left to the other confidential clients (RFC7636-4.3)', () => {
    expect(answerToPlain()).toBe('passes')
  })

  it.each(['plain', 'S512', 's256', '["S256"]'])(
    'takes no method but S256: %s (RFC7636-4.3, SEC-31, SEC-196, par-plain-pkce-rejected)',
    (method) => {
      expect(answerTo(checkPkce, { code_challenge_method: method })).toBe('invalid_request')
    },
  )

  it('needs its method said, for plain is the default (RFC7636-4.3, SEC-31, SEC-196)', () => {
    const { code_challenge: challenge } = aRequest()
    expect(refusalOf(() => checkPkce({ ...plain, ...(challenge && { code_challenge: challenge }) }, aContext())).description).toBe(
      'code_challenge_method must be S256',
    )
  })

  it('needs a challenge once a method is sent (RFC7636-4.3, SEC-195)', () => {
    expect(refusalOf(() => checkPkce({ ...plain, code_challenge_method: 'S256' }, aContext())).description).toBe(
      'code_challenge is required',
    )
  })

  it.each([
    'a',
    'a'.repeat(42),
    'a'.repeat(44),
    'a'.repeat(128),
    `${'a'.repeat(42)}=`,
    `${'a'.repeat(42)}ä`,
    `${'a'.repeat(42)}\u0000`,
    `${'a'.repeat(42)}~`,
  ])('has a challenge of 43 base64url characters: %j (RFC7636-4.2, SEC-197)', (challenge) => {
    expect(answerTo(checkPkce, { code_challenge: challenge })).toBe('invalid_request')
  })
})
