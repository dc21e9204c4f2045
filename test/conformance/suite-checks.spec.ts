import { jwtVerify } from 'jose'
import type { Answer } from '../support/relying-party'
import { random, TestKey } from '../support/test-keys'
import { rs256, unsigned } from './fapi2/wrong-signatures'
import {
  entropyOf,
  expectCallback,
  expectErrorCallback,
  expectPushed,
  expectRefusal,
  expectTokens,
  expectUnguessable,
} from './suite-checks'
import { expectJwks } from './suite-id-token'
import { expectMetadata } from './suite-metadata'

const json = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' })
const answer = (status: number, body: Record<string, unknown>, headers = json): Answer => ({ status, headers, text: '', json: body })

const redirectUri = 'https://rp.example.com/cb?a=b'
const expected = { issuer: 'https://op.example.com', redirectUri, state: 's' }
const callback = (more: string) => new URL(`${redirectUri}&state=s&iss=https%3A%2F%2Fop.example.com${more}`)
const at = (path: string) => `https://op.example.com/${path}`

describe('what the suite would refuse is refused by the checks too', () => {
  it('entropy is counted by the frequency of characters (happy-flow)', () => {
    expect([entropyOf('aaaa'), entropyOf('abab'), entropyOf('abcd')]).toEqual([0, 4, 8])
  })

  it.each(['', 'short', 'a'.repeat(200), 'ab'.repeat(40), undefined, 7])('a value that can be guessed: %p (happy-flow)', (value) => {
    expect(() => expectUnguessable(value)).toThrow('expect')
    expect(() => expectUnguessable(random(32))).not.toThrow()
  })

  it.each([
    { error: 'invalid_grant' },
    { error: 'invalid_request', error_description: 'a "quote"' },
    { error: 'invalid_request', error_description: 'a\\b' },
    { error: 'invalid_request', error_description: 'a\nb' },
    { error: 'invalid_request', hint: 'unknown' },
    {},
  ])('an error such as %j (happy-flow)', (body) => {
    expect(() => expectRefusal(answer(400, body), [400], ['invalid_request'])).toThrow('expect')
    expect(() => expectRefusal(answer(400, { error: 'invalid_request' }), [400], ['invalid_request'])).not.toThrow()
  })

  it('an error of another status or content type (happy-flow)', () => {
    const body = { error: 'invalid_request' }
    expect(() => expectRefusal(answer(500, body), [400], ['invalid_request'])).toThrow('expect')
    expect(() => expectRefusal(answer(400, body, new Headers({ 'content-type': 'text/html' })), [400], ['invalid_request'])).toThrow(
      'expect',
    )
  })

  it.each(['', '&code=short', `&code=${random(32)}&unknown=1`, `&code=${random(32)}&state=s`, `&code=${random(32)}#fragment`])(
    'a response such as %s (happy-flow)',
    (more) => {
      expect(() => expectCallback(callback(more), expected)).toThrow('expect')
      expect(() => expectCallback(callback(`&code=${random(32)}`), expected)).not.toThrow()
    },
  )

  it.each([
    { state: 'other' },
    { issuer: 'https://other.example.com' },
    { redirectUri: 'https://rp.example.com/cb' },
    { state: undefined },
  ])('a response where %j was expected (happy-flow)', (difference) => {
    expect(() => expectCallback(callback(`&code=${random(32)}`), { ...expected, ...difference })).toThrow('expect')
  })

  it('an error response with a code in it (user-rejects-authentication)', () => {
    expect(() => expectErrorCallback(callback('&error=access_denied'), ['access_denied'], expected)).not.toThrow()
    expect(() => expectErrorCallback(callback(`&error=access_denied&code=${random(32)}`), ['access_denied'], expected)).toThrow('expect')
  })

  it.each([{ expires_in: 4 }, { expires_in: '90' }, { expires_in: undefined }, { request_uri: 'urn:a' }, { unknown: 1 }])(
    'an answer to a pushed request with %j (happy-flow)',
    (difference) => {
      const right = { request_uri: `urn:ietf:params:oauth:request_uri:${random(32)}`, expires_in: 90 }
      expect(() => expectPushed(answer(201, right))).not.toThrow()
      expect(() => expectPushed(answer(201, { ...right, ...difference }))).toThrow('expect')
    },
  )

  it.each([{ token_type: 'Bearer' }, { expires_in: 0 }, { expires_in: undefined }, { id_token: 'x' }, { access_token: 'x' }])(
    'tokens with %j (happy-flow)',
    (difference) => {
      const right = { access_token: random(64), token_type: 'DPoP', expires_in: 300, scope: 'accounts' }
      const kind = { tokenType: 'DPoP', idToken: false, refreshToken: false } as const
      expect(() => expectTokens(answer(200, right), kind)).not.toThrow()
      expect(() => expectTokens(answer(200, { ...right, ...difference }), kind)).toThrow('expect')
    },
  )

  it('keys that are private, nameless or named alike (discovery-end-point-verification)', async () => {
    const [one, two] = [new TestKey(), new TestKey('EdDSA')]
    const set = (...keys: readonly object[]) => ({ keys: keys as (typeof one.publicJwk)[] })
    await expectJwks(set(one.publicJwk, two.publicJwk))
    for (const wrong of [set(one.privateJwk), set(one.bareJwk), set(one.publicJwk, { ...two.publicJwk, kid: one.kid })])
      await expect(expectJwks(wrong)).rejects.toThrow('expect')
  })

  it.each([
    { x_vendor: 1 },
    { token_endpoint: 'http://op.example.com/token' },
    { scopes_supported: 'openid' },
    { issuer: 'https://op.example.com?a' },
  ])('metadata with %j (discovery-end-point-verification)', (difference) => {
    const right = { issuer: 'https://op.example.com', authorization_endpoint: at('a'), token_endpoint: at('t'), jwks_uri: at('j') }
    expect(() => expectMetadata(right)).not.toThrow()
    expect(() => expectMetadata({ ...right, ...difference })).toThrow('expect')
  })

  it('a signature with RS256 is wrong in its algorithm alone (ensure-signed-client-assertion-with-RS256-fails)', async () => {
    const key = new TestKey('PS256')
    const jwt = key.jwt({ kid: key.kid }, { iss: 'x' })
    const { payload, protectedHeader } = await jwtVerify(rs256(key, jwt), key.bareJwk, { algorithms: ['RS256'] })
    expect([payload, protectedHeader]).toEqual([{ iss: 'x' }, { alg: 'RS256', kid: key.kid }])
    expect(unsigned(jwt)).toMatch(/^[\w-]+\.[\w-]+\.$/)
  })
})
