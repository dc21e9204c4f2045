import { aClient, aFapiClient, answerTo } from '../authorization-request.fixtures'
import { checkParRequired } from './check-par-required'

describe('a request through the browser', () => {
  it('is refused where requests must be pushed (RFC9126-5, FAPI2-SP-FINAL-5.3.2.2-3, SEC-29)', () => {
    expect(answerTo(checkParRequired, {}, { client: aFapiClient() })).toBe('invalid_request')
    expect(answerTo(checkParRequired, {}, { client: aClient({ require_pushed_authorization_requests: true }) })).toBe('invalid_request')
  })

  it('is taken where they need not (RFC9126-5)', () => {
    expect(answerTo(checkParRequired, {})).toBe('passes')
  })
})
