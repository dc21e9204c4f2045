import { answerTo } from '../authorization-request.fixtures'
import { checkNonce } from './check-nonce'
import { checkState } from './check-state'

describe('state', () => {
  it.each([0, 128, 1000, 2048, 4096])(
    'of %d characters is taken (FAPI2-SP-FINAL-5.3.2.2, SEC-41, ensure-authorization-request-with-long-state)',
    (length) => {
      expect(answerTo(checkState, { state: 's'.repeat(length) })).toBe('passes')
    },
  )

  it('of more is refused, not cut (FAPI2-SP-FINAL-5.3.2.2, SEC-41)', () => {
    expect(answerTo(checkState, { state: 's'.repeat(4097) })).toBe('invalid_request')
    expect(answerTo(checkState, { state: '語'.repeat(1366) })).toBe('invalid_request')
  })

  it('is optional (OIDCC-3.1.2.1, SEC-42)', () => {
    expect(answerTo(checkState, {})).toBe('passes')
  })

  it.each(['\r\nSet-Cookie:x', 'a\nb', 'a\u0000'])('never breaks a header: %j (RFC6749-4.1.1, SEC-360)', (state) => {
    expect(answerTo(checkState, { state })).toBe('invalid_request')
  })

  it.each(['"><script>', 'ä €', 'a\tb', '-._~'])('may hold anything else: %j (RFC6749-4.1.1, SEC-206)', (state) => {
    expect(answerTo(checkState, { state })).toBe('passes')
  })
})

describe('nonce', () => {
  it.each([64, 65, 384, 512])('of %d characters is taken (FAPI2-SP-FINAL-5.3.2.2-14, SEC-40)', (length) => {
    expect(answerTo(checkNonce, { nonce: 'n'.repeat(length) })).toBe('passes')
  })

  it.each([513, 10_000])('of %d characters is refused, not cut (FAPI2-SP-FINAL-5.3.2.2-14, SEC-40)', (length) => {
    expect(answerTo(checkNonce, { nonce: 'n'.repeat(length) })).toBe('invalid_request')
  })

  it('is optional (OIDCC-3.1.2.1, SEC-42)', () => {
    expect(answerTo(checkNonce, {})).toBe('passes')
  })
})
