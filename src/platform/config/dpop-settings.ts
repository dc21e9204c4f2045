import { FromEnvironment } from './from-environment'
import { parseWord } from './values/parse-choice'
import { WholeNumber } from './whole-number'

/** What is asked of a DPoP proof (RFC 9449). */
export class DpopSettings {
  @FromEnvironment('DPOP_NONCE', {
    description: 'offered: a fresh proof without a nonce is good. required: a proof needs a nonce of ours.',
    default: 'offered',
    parse: parseWord('offered', 'required'),
  })
  readonly nonce!: 'offered' | 'required'

  @WholeNumber('ALDGATE_DPOP_MAX_AGE', { description: 'Seconds for which a proof is good after its iat.', default: 60, min: 5, max: 300 })
  readonly maxAgeSeconds!: number
}
