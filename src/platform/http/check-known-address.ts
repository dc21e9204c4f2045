import { defineCheck } from '#libs/checks/define-check'
import { notFound } from './errors/http-refusals'

/** Addresses are exact; one that differs from another by its last slash alone says so. */
export const checkKnownAddress = defineCheck({
  name: 'check-known-address',
  clauses: ['RFC9110-15.5.5', 'SEC-365'],
  hint: 'Take the address from the discovery document, as it is spelled there: case and a trailing slash count.',
  check(path: string, methods: ReadonlySet<string>, isKnown: (path: string) => boolean) {
    if (methods.size > 0) return
    const hasSlash = path.endsWith('/')
    const isMeant = path !== '/' && isKnown(hasSlash ? path.slice(0, -1) : `${path}/`)
    throw notFound(isMeant ? { reason: 'the address differs by the slash at its end alone' } : {})
  },
})
