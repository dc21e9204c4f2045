import { answerTo } from '../authorization-request.fixtures'
import { checkResponseMode } from './check-response-mode'

describe('response_mode', () => {
  it.each(['query', 'form_post'])('may be %s (OAUTH-RESPONSE-TYPES-2.1, OAUTH-FORM-POST-2, SEC-206)', (mode) => {
    expect(answerTo(checkResponseMode, { response_mode: mode })).toBe('passes')
  })

  it('may be left out (OAUTH-RESPONSE-TYPES-2.1)', () => {
    expect(answerTo(checkResponseMode, {})).toBe('passes')
  })

  it.each(['fragment', 'web_message', 'jwt', 'QUERY', 'query form_post', '__proto__'])(
    'is nothing else: %s (OAUTH-RESPONSE-TYPES-2.1, SEC-206)',
    (mode) => {
      expect(answerTo(checkResponseMode, { response_mode: mode })).toBe('invalid_request')
    },
  )
})
