import { toLoggedError } from './to-logged-error'

describe('an error in the log', () => {
  it('is told by name, message, code and stack, and by none of its other fields (SEC-443)', () => {
    const driver = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', parameters: ['s3cr3t'] })
    const failed = Object.assign(new Error('query failed', { cause: driver }), {
      query: 'UPDATE x',
      parameters: ['s3cr3t'],
      code: undefined,
    })
    expect(toLoggedError(failed)).toEqual({
      type: 'Error',
      message: 'query failed',
      stack: failed.stack,
      cause: { type: 'Error', message: 'connect ECONNREFUSED', code: 'ECONNREFUSED', stack: driver.stack },
    })
  })

  it('has no code that is no name of the system’s (SEC-443)', () => {
    expect(toLoggedError(Object.assign(new Error('x'), { code: 'dBjftJeZ4CVP-mB92K27' }))).not.toHaveProperty('code')
  })

  it('is bounded, whatever is thrown', () => {
    expect(toLoggedError('s3cr3t')).toEqual({ type: 'string' })
    expect(toLoggedError(new Error('x'.repeat(900)))).toMatchObject({ message: 'x'.repeat(500) })
  })
})
