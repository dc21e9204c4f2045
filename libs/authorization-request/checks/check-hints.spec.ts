import { aRequest, answerTo, refusalOf } from '../authorization-request.fixtures'
import { checkHintLengths } from './check-hint-lengths'
import { checkIdTokenHint } from './check-id-token-hint'

describe('a hint', () => {
  it.each(['acr_values', 'ui_locales', 'claims_locales', 'login_hint', 'display'])(
    'may say what nobody knows: %s (OIDCC-3.1.2.1, SEC-217)',
    (name) => {
      expect(answerTo(checkHintLengths, { [name]: 'se 1 2 buffy@host' })).toBe('passes')
      expect(answerTo(checkHintLengths, { [name]: 'x'.repeat(1024) })).toBe('passes')
    },
  )

  it.each(['acr_values', 'ui_locales', 'claims_locales', 'login_hint', 'display'])(
    'is not longer than 1024 characters: %s (OIDCC-5.2, OIDCC-3.1.2.1, SEC-217)',
    (name) => {
      expect(answerTo(checkHintLengths, { [name]: 'x'.repeat(1025) })).toBe('invalid_request')
    },
  )
})

describe('id_token_hint', () => {
  it('looks like a signed JWT, or is left out (OIDCC-3.1.2.1, SEC-210)', () => {
    expect(answerTo(checkIdTokenHint, { id_token_hint: 'e30.e30.c2ln' })).toBe('passes')
    expect(answerTo(checkIdTokenHint, {})).toBe('passes')
  })

  it.each(['x', 'e30.e30', 'e30.e30.c2ln.more', 'e30 .e30.c2ln', '{"sub":"a"}', 'e30.e30.c2ln=', `e30.e30.${'a'.repeat(8192)}`])(
    'is refused when it does not, or is too long (OIDCC-3.1.2.1, SEC-210)',
    (hint) => {
      expect(answerTo(checkIdTokenHint, { id_token_hint: hint })).toBe('invalid_request')
    },
  )

  it('is shown to nobody (SEC-443)', () => {
    expect(refusalOf(() => checkIdTokenHint(aRequest({ id_token_hint: 'personal' }))).evidence).toEqual({})
  })
})
