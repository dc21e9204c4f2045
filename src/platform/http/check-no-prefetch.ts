import { defineCheck } from '#libs/checks/define-check'
import { httpRefusal } from './errors/http-refusals'

/** Nobody is there yet: a browser that loads a page in advance would use the request up. It discards the refusal and asks again when it is time. */
export const checkNoPrefetch = defineCheck({
  name: 'check-no-prefetch',
  clauses: ['RFC9110-9.2.1'],
  hint: 'A browser or a link scanner asked in advance. The request is as good as before; nothing is to be done.',
  check(purpose: string | undefined) {
    if (purpose !== undefined && /^\s*(?:prefetch|prerender)\b/i.test(purpose))
      throw httpRefusal(503, 'this address is not loaded in advance')
  },
})
