import { answerTo } from '../authorization-request.fixtures'
import { checkMaxAge } from './check-max-age'
import { checkPrompt } from './check-prompt'

describe('prompt', () => {
  it.each(['none', 'login', 'consent', 'select_account', 'login consent', 'consent login select_account'])(
    'may be %s (OIDCC-3.1.2.1, SEC-208)',
    (prompt) => {
      expect(answerTo(checkPrompt, { prompt })).toBe('passes')
    },
  )

  it('may be left out (OIDCC-3.1.2.1)', () => {
    expect(answerTo(checkPrompt, {})).toBe('passes')
  })

  it.each(['none login', 'login none', 'none none'])('has none alone: not %s (OIDCC-3.1.2.1, SEC-208)', (prompt) => {
    expect(answerTo(checkPrompt, { prompt })).toBe('invalid_request')
  })

  it.each(['create', 'None', ' login', 'login  consent', 'login,consent', 'constructor'])(
    'holds nothing unknown: %j (OIDCC-3.1.2.1)',
    (prompt) => {
      expect(answerTo(checkPrompt, { prompt })).toBe('invalid_request')
    },
  )
})

describe('max_age', () => {
  it.each(['0', '1', '10000', '1000000000'])('may be %s (OIDCC-3.1.2.1, oidcc-max-age-1)', (maxAge) => {
    expect(answerTo(checkMaxAge, { max_age: maxAge })).toBe('passes')
  })

  it.each(['-1', '-0', '+1', '1.5', '1e9', '0x10', '99999999999', ' 1', '1\n', 'NaN', '١', '[1]'])(
    'is digits alone: not %j (OIDCC-3.1.2.1, SEC-370)',
    (maxAge) => {
      expect(answerTo(checkMaxAge, { max_age: maxAge })).toBe('invalid_request')
    },
  )
})
