/** A scope that the visitor may ask for, and what it gives. */
export interface OfferedScope {
  readonly name: string
  readonly gives: string
  readonly isAskedAtFirst: boolean
}

/** What can be asked for besides openid. */
export const offeredScopes: readonly OfferedScope[] = [
  { name: 'profile', gives: 'name and profile', isAskedAtFirst: true },
  { name: 'email', gives: 'email address', isAskedAtFirst: true },
  { name: 'address', gives: 'postal address', isAskedAtFirst: false },
  { name: 'phone', gives: 'phone number', isAskedAtFirst: false },
  { name: 'accounts', gives: 'accounts at the demo API', isAskedAtFirst: true },
  { name: 'payments', gives: 'payments at the demo API', isAskedAtFirst: true },
  { name: 'offline_access', gives: 'access that outlives the session', isAskedAtFirst: false },
]

/** The scopes that were ticked, openid always among them; unknown names are left out. */
export const toScopes = (ticked: readonly string[]): readonly string[] => [
  'openid',
  ...offeredScopes.map(({ name }) => name).filter((name) => ticked.includes(name)),
]
