import { FormParams } from './form-params'

const params = new FormParams([
  ['state', 'x'.repeat(11)],
  ['resource', 'a:1'],
  ['resource', 'b:22'],
])

describe('the parameters of a request', () => {
  it('are read with a bound, and refused beyond it (SEC-304, SEC-305, CWE-407, CWE-770)', () => {
    expect(params.text('state', 11)).toHaveLength(11)
    expect(() => params.text('state', 10)).toThrow('invalid_request: the parameter state is longer than 10 characters')
    expect(() => params.texts('resource', 3)).toThrow('invalid_request: the parameter resource is longer than 3 characters')
    expect(params.texts('resource', 4)).toEqual(['a:1', 'b:22'])
  })

  it('may be read in part by a caller that answers overlong ones itself (SEC-304)', () => {
    expect(params.start('state', 4)).toBe('xxxx')
    expect(params.start('absent', 4)).toBeUndefined()
  })
})
