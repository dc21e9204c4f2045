import { Person } from '../../support/person'
import { useServer } from '../../support/use-server'
import { expectErrorCallback, expectErrorPage, expectRefusal, expectUnguessable } from '../suite-checks'
import { fapi2Seed, variants } from './fapi2-seed'
import { SuiteClient } from './suite-client'

/** What breaks out of a description that repeats it: quotes, backslashes, line breaks, letters outside ASCII. */
const nasty = 'a"b\\c\r\nd\tä€\u{1f600}'

describe.each(variants)('FAPI 2.0 Security Profile, %s: every response', (variant) => {
  const server = useServer({ seed: fapi2Seed })
  const client = new SuiteClient(server, variant)

  it.each([
    ['response_type', ['unsupported_response_type', 'invalid_request']],
    ['redirect_uri', ['invalid_request']],
    ['scope', ['invalid_scope', 'invalid_request']],
    ['code_challenge', ['invalid_request']],
    ['code_challenge_method', ['invalid_request']],
    ['dpop_jkt', ['invalid_request']],
    ['response_mode', ['invalid_request']],
    ['resource', ['invalid_target', 'invalid_request']],
  ])('of PAR to a strange %s has the characters and members of an error (happy-flow)', async (name, errors) => {
    expectRefusal(await client.push({ [name]: nasty }), [400], errors)
  })

  it.each([
    ['grant_type', ['unsupported_grant_type', 'invalid_request']],
    ['code', ['invalid_grant', 'invalid_request']],
    ['redirect_uri', ['invalid_grant', 'invalid_request']],
    ['code_verifier', ['invalid_grant', 'invalid_request']],
    ['resource', ['invalid_target', 'invalid_request']],
  ])('of the token endpoint to a strange %s has the characters and members of an error (happy-flow)', async (name, errors) => {
    expectRefusal(await client.redeem(await client.code(), { [name]: nasty }), [400], errors)
  })

  it.each(['response_type', 'scope', 'nonce'])(
    'of the authorization endpoint to a strange %s has the characters and members of an error (happy-flow)',
    async (name) => {
      const at = await client.open(client.authorizationUrl(client.authorizationParams({ [name]: nasty })))
      if (at instanceof URL) expectErrorCallback(at, ['invalid_request', 'unsupported_response_type', 'invalid_scope'], client.expected)
      else expectErrorPage(at, ['invalid_request'])
    },
  )

  it('of the authorization endpoint to a strange request_uri is a page (par-attempt-to-use-expired-request_uri)', async () => {
    for (const request_uri of [nasty, `urn:ietf:params:oauth:request_uri:${nasty}`])
      expectErrorPage(await new Person(server).page(client.bareUrl(request_uri)), [
        'invalid_request_uri',
        'request_uri_not_supported',
        'invalid_request',
      ])
  })

  it('has values that nobody guesses and that never come again (happy-flow)', async () => {
    const values = []
    for (let round = 0; round < 3; round += 1) {
      const request_uri = await client.pushed()
      const code = await client.code()
      const { access_token: token, refresh_token: refresh } = await client.redeemed(code)
      values.push(request_uri, code, token, refresh)
    }
    for (const value of values) expectUnguessable(value)
    expect(new Set(values).size).toBe(values.length)
  })
})
