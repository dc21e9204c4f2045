import { defineCheck } from '#libs/checks/define-check'
import { excerpt } from '#libs/oauth-params/excerpt'
import { methodNotAllowed } from './errors/http-refusals'

/** An address answers the methods it has, and says which they are. */
export const checkMethod = defineCheck({
  name: 'check-method',
  clauses: ['RFC9110-15.5.6', 'RFC9126-2.3', 'SEC-364'],
  hint: 'Send the method that the Allow header of the answer names; token, PAR, revocation and introspection take POST alone.',
  check(method: string, allowed: ReadonlySet<string>) {
    if (!allowed.has(method)) throw methodNotAllowed([...allowed], excerpt(method, 20))
  },
})
