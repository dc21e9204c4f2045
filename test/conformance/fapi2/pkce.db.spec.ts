import { random } from '../../support/test-keys'
import { useServer } from '../../support/use-server'
import { expectRefusal } from '../suite-checks'
import { fapi2Seed, variants } from './fapi2-seed'
import { SuiteClient } from './suite-client'

describe.each(variants)('FAPI 2.0 Security Profile, %s: PKCE', (variant) => {
  const server = useServer({ seed: fapi2Seed })
  const client = new SuiteClient(server, variant)

  it('is required (par-ensure-pkce-required)', async () => {
    expectRefusal(await client.push({ code_challenge: undefined, code_challenge_method: undefined }), [400], ['invalid_request'])
    expectRefusal(await client.push({ code_challenge: undefined }), [400], ['invalid_request'])
  })

  it('is S256 (par-plain-pkce-rejected)', async () => {
    const plain = random(32)
    expectRefusal(await client.push({ code_challenge: plain, code_challenge_method: 'plain' }), [400], ['invalid_request'])
    expectRefusal(await client.push({ code_challenge: plain, code_challenge_method: undefined }), [400], ['invalid_request'])
  })

  it('wants its verifier (ensure-pkce-code-verifier-required)', async () => {
    expectRefusal(await client.redeem(await client.code(), { code_verifier: undefined }), [400], ['invalid_grant'])
  })

  it('wants the right verifier (incorrect-pkce-code-verifier-rejected)', async () => {
    expectRefusal(await client.redeem(await client.code(), { code_verifier: random(32) }), [400], ['invalid_grant'])
  })
})
