import { answerTo } from '../authorization-request.fixtures'
import { checkDpopBinding } from './check-dpop-binding'

// the thumbprint of RFC 9449's example key
const jkt = '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I'

describe('dpop_jkt', () => {
  it('may stand alone, or be left out (RFC9449-10, SEC-24)', () => {
    expect(answerTo(checkDpopBinding, { dpop_jkt: jkt })).toBe('passes')
    expect(answerTo(checkDpopBinding, {})).toBe('passes')
    expect(answerTo(checkDpopBinding, {}, { proof: { jkt } })).toBe('passes')
  })

  it('names the key of the proof that came along (RFC9449-10.1, SEC-24)', () => {
    expect(answerTo(checkDpopBinding, { dpop_jkt: jkt }, { proof: { jkt } })).toBe('passes')
  })

  it('is refused when it names another (RFC9449-10.1, SEC-24, ensure-mismatched-dpop-jkt-fails)', () => {
    expect(answerTo(checkDpopBinding, { dpop_jkt: jkt }, { proof: { jkt: 'A'.repeat(43) } })).toBe('invalid_dpop_proof')
  })

  it.each(['x', jkt.slice(1), `${jkt}A`, `${jkt.slice(1)}=`, `${jkt.slice(1)}+`])(
    'is a SHA-256 thumbprint in base64url: not %s (RFC9449-10)',
    (malformed) => {
      expect(answerTo(checkDpopBinding, { dpop_jkt: malformed })).toBe('invalid_request')
    },
  )
})
