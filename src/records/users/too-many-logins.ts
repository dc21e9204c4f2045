import { defineRefusal } from '#libs/checks/define-refusal'
import { temporarilyUnavailable } from '#libs/oauth-errors/factories'

/** There are more logins at once than are worth waiting for. */
export const tooManyLogins = defineRefusal({
  name: 'too-many-logins',
  clauses: ['SEC-304'],
  hint: 'More people log in at once than this node can hash passwords for: wait a moment, or add nodes.',
  refusal: () => temporarilyUnavailable('too many logins at once', 5),
})
