import { aClient, refusalOf } from '#libs/authorization-request/authorization-request.fixtures'
import type { DpopProof } from '#libs/dpop-proof/dpop-proof'
import { checkProofPresence } from './check-proof-presence'

const bound = aClient({ dpop_bound_access_tokens: true })
const proof = { jkt: 'a-thumbprint' } as DpopProof

describe('the presence of a proof', () => {
  it('is demanded of a client whose tokens are bound (RFC9700-2.2.1, FAPI2-SP-FINAL-5.3.2.1-5, RFC9449-5.2, FAPI2-SP-FINAL-5.3.2.1-4, SEC-125)', () => {
    expect(refusalOf(() => checkProofPresence(bound, undefined))).toMatchObject({
      code: 'invalid_request',
      status: 400,
      refusal: { check: 'check-proof-presence' },
    })
    expect(() => checkProofPresence(bound, proof)).not.toThrow()
  })

  it('is free to all others (RFC9449-5)', () => {
    expect(() => checkProofPresence(aClient(), undefined)).not.toThrow()
    expect(() => checkProofPresence(aClient(), proof)).not.toThrow()
  })
})
