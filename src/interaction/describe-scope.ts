const descriptions: ReadonlyMap<string, string> = new Map([
  ['openid', 'Know who you are, by an identifier'],
  ['profile', 'See your name and profile'],
  ['email', 'See your email address'],
  ['address', 'See your postal address'],
  ['phone', 'See your phone number'],
])

/** A scope in words, with its name where the words are not ours; offline_access has a line of its own on the page. */
export const describeScopes = (scopes: readonly string[]): readonly { description: string; name?: string }[] =>
  scopes
    .filter((scope) => scope !== 'offline_access')
    .map((scope) => {
      const description = descriptions.get(scope)
      return description === undefined ? { description: 'Use', name: scope } : { description }
    })

/** Claims that are asked for by name, in words. */
export const describeClaims = (claims: readonly string[]): readonly { description: string; name: string }[] =>
  claims.map((name) => ({ description: 'See from your account', name }))
