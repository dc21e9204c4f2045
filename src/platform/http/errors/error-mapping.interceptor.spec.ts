import type { ExecutionContext } from '@nestjs/common'
import { errors } from 'jose'
import { lastValueFrom, of, throwError } from 'rxjs'
import { invalidRequest } from '#libs/oauth-errors/factories'
import { ErrorMappingInterceptor } from './error-mapping.interceptor'
import { Presentations } from './presentations'
import { RefusedForm } from './refused-form'

describe('what a handler throws', () => {
  const presentations = new Presentations()
  presentations.register('/health', 'health')
  const interceptor = new ErrorMappingInterceptor(presentations)
  const at = (path: string) => ({ switchToHttp: () => ({ getRequest: () => ({ path }) }) }) as unknown as ExecutionContext
  const thrownAs = async (error: unknown, path = '/token') => {
    const answer = interceptor.intercept(at(path), { handle: () => throwError(() => error) })
    return lastValueFrom(answer).catch((translated: unknown) => translated)
  }

  it.each([
    [new errors.JWSSignatureVerificationFailed(), 'invalid_request'],
    [Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }), 'temporarily_unavailable'],
    [new TypeError('a fault of ours'), 'server_error'],
  ])('is put into the words of OAuth: %s (SEC-372, SEC-434)', async (error, code) => {
    expect(await thrownAs(error)).toMatchObject({ code })
  })

  it('stays as it is where it is a refusal already, or a failed health check', async () => {
    const refusals = [invalidRequest('no'), new RefusedForm(invalidRequest('no'), () => undefined)]
    for (const refusal of refusals) expect(await thrownAs(refusal)).toBe(refusal)
    const failed = new Error('down')
    expect(await thrownAs(failed, '/health/ready')).toBe(failed)
  })

  it('is nothing where it answers', async () => {
    expect(await lastValueFrom(interceptor.intercept(at('/token'), { handle: () => of('answer') }))).toBe('answer')
  })
})
