import { aClient, aContext, answerTo, refusalOf } from '../authorization-request.fixtures'
import { checkResponseType } from './check-response-type'

describe('response_type', () => {
  it('is code (RFC6749-3.1.1, SEC-27)', () => {
    expect(answerTo(checkResponseType, { response_type: 'code' })).toBe('passes')
  })

  it('is required (RFC6749-3.1.1, SEC-27, oidcc-response-type-missing)', () => {
    expect(refusalOf(() => checkResponseType({}, aContext())).code).toBe('invalid_request')
  })

  it.each(['code id_token', 'token', 'id_token', 'code token', ' code', 'CODE', 'none', 'code code'])(
    'is nothing else: %j (RFC9700-2.1.2, FAPI2-SP-FINAL-5.3.2.2-1, SEC-27, SEC-207)',
    (responseType) => {
      expect(answerTo(checkResponseType, { response_type: responseType })).toBe('unsupported_response_type')
    },
  )

  it('is refused to a client that may not redeem codes (RFC6749-4.1.2.1)', () => {
    const client = aClient({ grant_types: ['client_credentials'] })
    expect(answerTo(checkResponseType, {}, { client })).toBe('unauthorized_client')
  })
})
