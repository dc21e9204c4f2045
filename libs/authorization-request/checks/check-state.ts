import { defineCheck } from '../../checks/define-check'
import { invalidRequest } from '../../oauth-errors/factories'
import { words } from '../../oauth-params/excerpt'
import type { AuthorizationParams } from '../authorization-params'

// Spelt for a URL, with an address of 2,000 characters, it fits into a response header of 16 kB, which proxies have to be told to take.
const maxBytes = 4096
// oxlint-disable-next-line no-control-regex -- what would split a header is looked for
const headerBreaking = /[\x00\r\n]/

/** A state is given back unaltered or refused; never cut. It is judged before anything is redirected, because a redirect carries it. */
export const checkState = defineCheck({
  name: 'check-state',
  clauses: ['RFC6749-4.1.1', 'FAPI2-SP-FINAL-5.3.2.2'],
  hint: `Send a state of at most ${maxBytes} bytes without line breaks; a random value of 43 characters is enough.`,
  check({ state = '' }: AuthorizationParams) {
    const bytes = Buffer.byteLength(state)
    if (bytes > maxBytes) throw invalidRequest(`state is longer than ${maxBytes} bytes`, { received: words`${bytes} bytes` })
    if (headerBreaking.test(state)) throw invalidRequest('state holds a line break or NUL')
  },
})
