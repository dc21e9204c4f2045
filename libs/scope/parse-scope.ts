import { defineCheck } from '../checks/define-check'
import { invalidScope } from '../oauth-errors/factories'

const maxLength = 4096
const maxScopes = 100
// RFC 6749 §3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E ), one space between two
const scopeSyntax = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/

/**
 * Reads a scope parameter: its names in order, each once; an empty string holds none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.3
 * @throws OAuthError invalid_scope
 */
export const parseScope = defineCheck({
  name: 'parse-scope',
  clauses: ['RFC6749-3.3'],
  hint: 'Send scope as names in printable ASCII without quotes and backslashes, one space between two.',
  check(scope: string): string[] {
    if (scope === '') return []
    if (scope.length > maxLength) throw invalidScope(`scope is longer than ${maxLength} characters`)
    if (!scopeSyntax.test(scope)) throw invalidScope('scope is malformed')
    const names = [...new Set(scope.split(' '))]
    if (names.length > maxScopes) throw invalidScope(`scope holds more than ${maxScopes} names`)
    return names
  },
})
