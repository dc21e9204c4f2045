import { defineCheck } from '#libs/checks/define-check'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import type { DpopProof } from '#libs/dpop-proof/dpop-proof'
import { invalidRequest } from '#libs/oauth-errors/factories'

/** A client whose access tokens are bound to a key shows a proof of it whenever it asks for one. */
export const checkProofPresence = defineCheck({
  name: 'check-proof-presence',
  clauses: ['RFC9449-5.2', 'FAPI2-SP-FINAL-5.3.2.1-4', 'FAPI2-SP-FINAL-5.3.2.1-5', 'RFC9700-2.2.1', 'SEC-16', 'SEC-125'],
  hint: 'Send a DPoP header with a proof for this request: the client is registered with dpop_bound_access_tokens.',
  check(client: RegisteredClient, proof: DpopProof | undefined) {
    if (client.requiresDpop && proof === undefined) throw invalidRequest('a DPoP proof is required for this client')
  },
})
