import { RelyingParty } from '../../support/relying-party'
import { useServer } from '../../support/use-server'
import { expectRefusal } from '../suite-checks'
import { fapi2Seed, resourceServerKey, variants } from './fapi2-seed'
import { SuiteClient } from './suite-client'

const keyErrors = ['invalid_request', 'invalid_grant', 'invalid_dpop_proof']

describe.each(variants)('FAPI 2.0 Security Profile, %s: redeeming a code', (variant) => {
  const server = useServer({ seed: fapi2Seed })
  const first = new SuiteClient(server, variant)
  const second = new SuiteClient(server, variant, 1)

  /** Gone: the protected resource refuses it. */
  const expectGone = async (token: string) => {
    const resourceServer = new RelyingParty(server, 'resource-server', resourceServerKey)
    if (first.isOpenId) expect((await first.resource(token)).status).toBe(401)
    else expect((await resourceServer.introspect(token)).json).toEqual({ active: false })
  }

  it('needs a proof of possession (ensure-holder-of-key-required)', async () => {
    expectRefusal(await first.redeem(await first.code(), {}, { dpop: null }), [400], keyErrors)
  })

  it('needs the key of the proof at PAR (ensure-token-endpoint-fails-with-mismatched-dpop-proof-jkt)', async () => {
    const code = await first.code({}, { dpop: first.proof('POST', first.url('/par')) })
    const dpop = first.proof('POST', first.url('/token'), {}, {}, second.proofKey)
    expectRefusal(await first.redeem(code, {}, { dpop }), [400], keyErrors)
  })

  it('needs the key of dpop_jkt (ensure-token-endpoint-fails-with-mismatched-dpop-jkt)', async () => {
    const code = await first.code({ dpop_jkt: first.proofKey.thumbprint })
    const dpop = first.proof('POST', first.url('/token'), {}, {}, second.proofKey)
    expectRefusal(await first.redeem(code, {}, { dpop }), [400], keyErrors)
  })

  it('is for the client that asked (ensure-authorization-code-is-bound-to-client)', async () => {
    const code = await first.code()
    const answer = await second.redeem(code, { redirect_uri: first.redirectUri, code_verifier: first.verifier })
    expectRefusal(answer, [400], ['invalid_grant'])
  })

  it('works once; a second later the first token is gone too (attempt-reuse-authorization-code-after-one-second)', async () => {
    const code = await first.code()
    const { access_token: token = '' } = await first.redeemed(code)
    server.clock.advance(1)
    expectRefusal(await first.redeem(code), [400], ['invalid_grant'])
    await expectGone(token)
  })

  it('works for 60 seconds at most (ensure-token-endpoint-fails-with-expired-auth-code)', async () => {
    const code = await first.code()
    server.clock.advance(62)
    expectRefusal(await first.redeem(code), [400], ['invalid_grant'])
  })
})
