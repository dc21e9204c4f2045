import { aClient, aContext, aRequest, answerTo, refusalOf } from '../authorization-request.fixtures'
import { checkRedirectUri } from './check-redirect-uri'

describe('redirect_uri', () => {
  it('is required although only one is registered (FAPI2-SP-FINAL-5.3.2.2-6, SEC-32, ensure-redirect-uri-in-authorization-request)', () => {
    const { redirect_uri: _, ...bare } = aRequest()
    expect(refusalOf(() => checkRedirectUri(bare, aContext()))).toMatchObject({
      code: 'invalid_request',
      description: 'redirect_uri is required',
    })
  })

  it('is a registered one, character by character (OIDCC-3.1.2.1, SEC-183, ensure-registered-redirect-uri)', () => {
    expect(answerTo(checkRedirectUri, { redirect_uri: 'https://app.example/cb' })).toBe('passes')
    for (const uri of [
      'https://app.example/cb/',
      'https://app.example/cb?x=1',
      'https://APP.example/cb',
      'https://app.example@evil/cb',
      'https://evil.example/',
    ]) {
      expect(answerTo(checkRedirectUri, { redirect_uri: uri })).toBe('invalid_request')
    }
  })

  it('has any port on the loopback of a native client (RFC8252-7.3, SEC-185)', () => {
    const given = { redirect_uris: ['http://127.0.0.1/cb'] }
    const redirect = { redirect_uri: 'http://127.0.0.1:51004/cb' }
    expect(answerTo(checkRedirectUri, redirect, { client: aClient({ ...given, application_type: 'native' }) })).toBe('passes')
    expect(answerTo(checkRedirectUri, redirect, { client: aClient(given) })).toBe('invalid_request')
  })

  it('is shown to the operator beside the registered ones, cut short (SEC-189)', () => {
    const { evidence, description } = refusalOf(() =>
      checkRedirectUri(aRequest({ redirect_uri: `https://evil.example/\r\n${'x'.repeat(500)}` }), aContext()),
    )
    expect(evidence.expected).toBe('https://app.example/cb')
    expect(evidence.received).toMatch(/^https:\/\/evil\.example\/\?\?x+… \(523 characters\)$/)
    expect(description).not.toContain('evil')
  })
})
