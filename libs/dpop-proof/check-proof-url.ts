import { defineCheck } from '../checks/define-check'
import { excerptClaim } from '../jws/excerpt-claim'
import { invalidDpopProof } from '../oauth-errors/factories'
import { excerptWhole } from '../oauth-params/excerpt'
import { normalizeHtu } from './normalize-htu'

/** A proof is made for one URL: the endpoint's public one, by the configured issuer, whatever the request's headers say. */
export const checkProofUrl = defineCheck({
  name: 'check-proof-url',
  clauses: ['RFC9449-4.3-9'],
  hint: 'Set htu to the URL of the endpoint as the discovery document names it, without query and fragment.',
  check(htu: string, url: string): void {
    const presented = normalizeHtu(htu)
    const evidence = { expected: excerptWhole(url), received: excerptClaim(htu) }
    if (presented === undefined) throw invalidDpopProof('htu of the proof is not an absolute http or https URL', evidence)
    if (presented !== normalizeHtu(url)) throw invalidDpopProof('htu of the proof is not the URL of the request', evidence)
  },
})
