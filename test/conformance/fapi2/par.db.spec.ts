import { Person } from '../../support/person'
import { read, toForm } from '../../support/relying-party'
import { useServer } from '../../support/use-server'
import { expectCallback, expectErrorCallback, expectErrorPage, expectPushed, expectRefusal } from '../suite-checks'
import { fapi2Seed, variants } from './fapi2-seed'
import { SuiteClient } from './suite-client'

describe.each(variants)('FAPI 2.0 Security Profile, %s: pushed authorization requests', (variant) => {
  const server = useServer({ seed: fapi2Seed })
  const first = new SuiteClient(server, variant)
  const second = new SuiteClient(server, variant, 1)
  let person: Person
  beforeEach(() => {
    person = new Person(server)
  })

  /** An error page, or the error at the redirect_uri. */
  const expectRefused = async (url: string, errors: readonly string[]) => {
    const at = await person.open(url)
    if (at instanceof URL) expectErrorCallback(at, errors, first.expected)
    else expectErrorPage(at, errors)
  }

  it('can be opened twice before the person logs in (par-ensure-reused-request-uri-prior-to-auth-completion-succeeds)', async () => {
    const url = await first.address()
    expect((await person.page(url)).html).toContain('id="login-form"')
    await first.expectWorks(await first.redeemed(expectCallback(await person.authorize(url), first.expected)))
  })

  it('can be opened in a second browser before the person logs in (par-ensure-reused-request-uri-prior-to-auth-completion-succeeds)', async () => {
    const url = await first.address()
    expect((await person.page(url)).html).toContain('id="login-form"')
    expectCallback(await new Person(server).authorize(url), first.expected)
  })

  it('are good for one answer (par-attempt-reuse-request_uri)', async () => {
    const url = await first.address()
    expectCallback(await person.authorize(url), first.expected)
    await expectRefused(url, ['invalid_request_uri'])
    await expectRefused(first.bareUrl(new URL(url).searchParams.get('request_uri') ?? ''), ['invalid_request_uri'])
  })

  it('are good until expires_in is over, which is soon (RFC9126-2.1, par-attempt-to-use-expired-request_uri)', async () => {
    const answer = await first.push()
    const url = first.authorizationUrl({ request_uri: expectPushed(answer) })
    const seconds = Number(answer.json['expires_in'])
    expect(seconds).toBeLessThan(600)
    server.clock.advance(seconds)
    await expectRefused(url, ['invalid_request_uri'])
  })

  it('are their client’s alone (par-attempt-to-use-request_uri-for-different-client)', async () => {
    const request_uri = await first.pushed()
    second.authorizationParams()
    const errors = ['invalid_request', 'invalid_request_object', 'invalid_request_uri']
    await expectRefused(second.authorizationUrl({ request_uri }), errors)
    await expectRefused(second.bareUrl(request_uri), errors)
  })

  it('do not refer to others (par-authorization-request-containing-request_uri-form-param)', async () => {
    const errors = ['invalid_request', 'invalid_request_object', 'request_uri_not_supported']
    for (const request_uri of [await first.pushed(), 'urn:ietf:params:oauth:request_uri:bwc4JK-ESC0w8acc191e-Y1LTC2'])
      expectRefusal(await first.push({ request_uri }), [400], errors)
  })

  it('are posted, not put (par-attempt-invalid-http-method)', async () => {
    const body = toForm({ ...first.authentication(), ...first.authorizationParams() })
    const answer = await read(await fetch(first.url('/par'), { method: 'PUT', body }))
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(answer.json['request_uri']).toBeUndefined()
  })
})
