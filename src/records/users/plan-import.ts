import { newId } from '#libs/opaque-token/opaque-token'
import { canonicalUsername } from '#libs/username/canonical-username'
import type { CanonicalUsername } from '#libs/username/canonical-username'
import type { ImportedUser, ImportFate, RefusedImport } from './imported-user'
import type { KnownAccount, KnownAccounts } from './known-accounts'
import { loginEmailOf } from './login-email'

const refuse = (rule: string): RefusedImport => ({ kind: 'refuse', rule })

/** The account that the file means, if there is one. */
function findMeant({ sub, username }: ImportedUser, known: KnownAccounts): KnownAccount | RefusedImport | undefined {
  const named = known.byName(canonicalUsername(username))
  if (sub === undefined || sub === named?.sub) return named
  const meant = known.bySub(sub)
  if (!named) return meant
  return refuse(meant ? 'username: another account has it' : 'sub: the account of this name has another, and keeps it')
}

/** Nobody logs in by another's name: an address is a username of one account alone, and no other's name. */
function findNameFault(user: ImportedUser, known: KnownAccounts, sub: string | undefined): string | undefined {
  const [name, email] = [canonicalUsername(user.username), loginEmailOf(user)]
  const isOthers = (account: KnownAccount | undefined) => account !== undefined && account.sub !== sub
  if (isOthers(known.byLoginEmail(name))) return 'username: it is the e-mail address that another account logs in by'
  if (email === undefined) return undefined
  if (isOthers(known.byLoginEmail(email))) return 'email_login: another account logs in by this e-mail address'
  return isOthers(known.byName(email)) ? 'email_login: the e-mail address is the username of another account' : undefined
}

/** What an import makes of one person, going by the accounts that there are. */
export function planImport(user: ImportedUser, known: KnownAccounts): ImportFate {
  const meant = findMeant(user, known)
  if (meant && 'kind' in meant) return meant
  if (meant && meant.seedDigest !== null) return refuse('username: the account comes from a seed, which is where it is changed')
  const fault = findNameFault(user, known, meant?.sub)
  if (fault !== undefined) return refuse(fault)
  return meant ? planUpdate(user, meant) : planCreation(user)
}

const planCreation = (user: ImportedUser): ImportFate => ({
  kind: 'create',
  sub: user.sub ?? newId(),
  user,
  knownAs: canonicalUsername(user.username),
  takesPassword: user.passwordDigestOf !== undefined,
})

/** An account that is renamed keeps its password: what the file says of it is compared by the name that the account had. */
function planUpdate(user: ImportedUser, { sub, canonicalUsername: knownAs, importDigest, passwordSeedDigest }: KnownAccount): ImportFate {
  const { digest, passwordDigestOf } = user
  if (importDigest === String(digest)) return { kind: 'keep' }
  if (digest.matches(importDigest)) return { kind: 'refresh', sub, user, knownAs, takesPassword: false }
  const takesPassword = passwordDigestOf !== undefined && !passwordDigestOf(knownAs as CanonicalUsername).matches(passwordSeedDigest)
  return { kind: 'update', sub, user, knownAs, takesPassword }
}
