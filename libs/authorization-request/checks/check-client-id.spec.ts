import { answerTo } from '../authorization-request.fixtures'
import { checkClientId } from './check-client-id'

describe('client_id', () => {
  it('is that of the client the request is judged for, or absent (RFC6749-4.1.1, RFC9126-2.1)', () => {
    expect(answerTo(checkClientId, { client_id: 'web' })).toBe('passes')
    expect(answerTo(checkClientId, {})).toBe('passes')
  })

  it.each(['other', 'WEB', '__proto__'])('is refused when it names another: %s (RFC9126-2.1, SEC-30)', (clientId) => {
    expect(answerTo(checkClientId, { client_id: clientId })).toBe('invalid_request')
  })
})
