import { answerTo } from '../authorization-request.fixtures'
import { checkRegistration } from './check-registration'
import { rejectRequestObject } from './reject-request-object'
import { rejectRequestUri } from './reject-request-uri'
import { rejectRequestUriByValue } from './reject-request-uri-by-value'

describe('a request by reference or by object', () => {
  it('is not pushed (RFC9126-2.1, par-authorization-request-containing-request_uri-form-param)', () => {
    expect(answerTo(rejectRequestUri, { request_uri: 'urn:ietf:params:oauth:request_uri:x' })).toBe('invalid_request')
    expect(answerTo(rejectRequestUri, {})).toBe('passes')
  })

  it('is not fetched from the client (OIDCC-6.2, OIDCC-3.1.2.6, SEC-29)', () => {
    expect(answerTo(rejectRequestUriByValue, { request_uri: 'https://app.example/request.jwt' })).toBe('request_uri_not_supported')
    expect(answerTo(rejectRequestUriByValue, {})).toBe('passes')
  })

  it('is not read from a JWT (OIDCC-6.1, OIDCC-3.1.2.6, SEC-29)', () => {
    expect(answerTo(rejectRequestObject, { request: 'e30.e30.' })).toBe('request_not_supported')
    expect(answerTo(rejectRequestObject, {})).toBe('passes')
  })

  it('registers no client (OIDCC-7.2.1, OIDCC-3.1.2.6)', () => {
    expect(answerTo(checkRegistration, { registration: '{}' })).toBe('registration_not_supported')
    expect(answerTo(checkRegistration, {})).toBe('passes')
  })
})
