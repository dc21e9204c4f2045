/** Keycloak's own properties and usual attributes of people, by the standard claim that says the same. */
const claims: ReadonlyMap<string, string> = new Map([
  ['username', 'preferred_username'],
  ['email', 'email'],
  ['emailVerified', 'email_verified'],
  ['firstName', 'given_name'],
  ['lastName', 'family_name'],
  ['middleName', 'middle_name'],
  ['nickname', 'nickname'],
  ['profile', 'profile'],
  ['picture', 'picture'],
  ['website', 'website'],
  ['gender', 'gender'],
  ['birthdate', 'birthdate'],
  ['zoneinfo', 'zoneinfo'],
  ['locale', 'locale'],
  ['phoneNumber', 'phone_number'],
])

export const standardClaimOfProperty = (name: string): string | undefined => claims.get(name)
