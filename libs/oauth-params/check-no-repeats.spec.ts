import { checkNoRepeats } from './check-no-repeats'
import { FormParams } from './form-params'

const twice = (name: string) =>
  new FormParams([
    [name, 'a'],
    [name, 'b'],
  ])

describe('repeated parameters', () => {
  it.each(['redirect_uri', 'client_id', 'state', 'grant_type', 'unheard_of', '__proto__'])(
    'are refused and named: %s (RFC6749-3.1, SEC-191, SEC-353)',
    (name) => {
      expect(() => checkNoRepeats(twice(name))).toThrow(`invalid_request: the parameter ${name} stands more than once`)
    },
  )

  it('are refused even when both values are the same (RFC6749-3.1, SEC-353)', () => {
    const same = new FormParams([
      ['state', 'a'],
      ['state', 'a'],
    ])
    expect(() => checkNoRepeats(same)).toThrow('invalid_request')
  })

  it('are let through where their specification lets them repeat (RFC8707-2, SEC-353)', () => {
    expect(() => checkNoRepeats(twice('resource'), ['resource'])).not.toThrow()
  })

  it('count where one of them carries no value (RFC6749-3.1, SEC-353)', () => {
    const empty = new FormParams([
      ['state', ''],
      ['state', 'a'],
    ])
    expect(() => checkNoRepeats(empty)).toThrow('invalid_request')
  })
})
