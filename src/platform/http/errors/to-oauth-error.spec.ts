import { NotFoundException } from '@nestjs/common'
import { IsInt, validateSync } from 'class-validator'
import { errors } from 'jose'
import { QueryFailedError } from 'typeorm'
import { invalidGrant } from '#libs/oauth-errors/factories'
import { DatabaseTooSlow } from '#platform/database/deadline'
import { outageOf } from './outage'
import { toOAuthError } from './to-oauth-error'

const withCode = (code: string) => Object.assign(new Error('driver'), { code })

class Body {
  @IsInt()
  readonly size = 'big'
}

describe('an error in the words of OAuth', () => {
  it('is what it was where it has them already', () => {
    const error = invalidGrant('gone')
    expect(toOAuthError(error)).toBe(error)
  })

  it('does not repeat the address of a 404 (RFC9110-15, SEC-372)', () => {
    const error = toOAuthError(new NotFoundException('Cannot GET /<script>'))
    expect(error).toMatchObject({ status: 404, code: 'not_found', description: 'there is nothing at this address' })
  })

  it('blames the request for a token of its own alone', () => {
    expect(toOAuthError(new errors.JWTExpired('late', {}))).toMatchObject({
      code: 'invalid_request',
      evidence: { reason: 'ERR_JWT_EXPIRED' },
    })
    expect(toOAuthError(new errors.JOSEError('no key of ours'))).toMatchObject({ code: 'server_error', status: 500 })
  })

  it('names the property that is not valid (RFC9110-15.5.1)', () => {
    expect(toOAuthError(validateSync(new Body()))).toMatchObject({ code: 'invalid_request', description: 'size is not valid' })
  })

  it.each([undefined, null, 'text', 7, [], {}])('is server_error for whatever else is thrown: %j (SEC-372)', (thrown) => {
    expect(toOAuthError(thrown)).toMatchObject({ code: 'server_error', status: 500, evidence: { cause: thrown } })
  })
})

describe('a database that cannot be had', () => {
  it.each(['ECONNREFUSED', '57P01', '08006', '53300', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE', '40001'])(
    'is one that says %s (SEC-434)',
    (code) => {
      expect(outageOf(new QueryFailedError('SELECT 1', [], withCode(code)))).toEqual(expect.any(String))
      expect(toOAuthError(withCode(code))).toMatchObject({ code: 'temporarily_unavailable', status: 503, headers: { 'retry-after': '5' } })
    },
  )

  it.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Connection terminated due to connection timeout',
    'Client has encountered a connection error and is not queryable',
    'Query runner already released. Cannot run queries anymore.',
    'Query read timeout',
    'timeout expired',
    'Client was closed and is not queryable',
  ])('is one that says: %s (SEC-434)', (message) => {
    expect(outageOf(new Error(message))).toEqual(expect.any(String))
  })

  it.each(['23505', 'SQLITE_CONSTRAINT_UNIQUE', '42P01', 'ERR_ASSERTION'])('is not one that says %s (SEC-434)', (code) => {
    expect(outageOf(new QueryFailedError('INSERT', [], withCode(code)))).toBeUndefined()
  })

  it('is told to the operator by what to do about it (SEC-434)', () => {
    expect(outageOf(withCode('SQLITE_FULL'))).toContain('disk')
    expect(outageOf(withCode('53100'))).toContain('disk')
    expect(outageOf(withCode('SQLITE_BUSY'))).toContain('another process')
    expect(outageOf(new DatabaseTooSlow())).toContain('too slow')
  })

  it('is looked for in causes, and not for ever', () => {
    expect(outageOf(new Error('outer', { cause: withCode('ECONNRESET') }))).toBe('the database does not answer')
    const loop: { cause?: unknown } = {}
    loop.cause = loop
    expect(outageOf(loop)).toBeUndefined()
  })
})
