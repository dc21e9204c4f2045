import type { Answer } from '../../support/relying-party'

const isText = (value: unknown) => typeof value === 'string' && value !== '' && value !== 'null'
const isUrl = (value: unknown) => isText(value) && URL.canParse(String(value))
const isFlag = (value: unknown) => typeof value === 'boolean'
const isDate = (value: unknown) => /^(?:0000|18[5-9]\d|19\d\d|20\d\d)(?:-\d\d-\d\d)?$/.test(String(value))
const isPast = (value: unknown) => typeof value === 'number' && value <= Date.now() / 1000
const isAddress = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0 && Object.values(value).every(isText)

/** What the suite takes for each claim. */
const rules: Readonly<Record<string, (value: unknown) => boolean>> = {
  name: isText,
  given_name: isText,
  family_name: isText,
  middle_name: isText,
  nickname: isText,
  preferred_username: isText,
  profile: isUrl,
  picture: isUrl,
  website: isUrl,
  gender: isText,
  birthdate: isDate,
  zoneinfo: isText,
  locale: isText,
  updated_at: isPast,
  email: isText,
  email_verified: isFlag,
  phone_number: isText,
  phone_number_verified: isFlag,
  address: isAddress,
}
const others: Readonly<Record<string, readonly string[]>> = {
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  address: ['address'],
}

export const standardClaims: readonly string[] = Object.keys(rules)

/** The claims that scopes ask for (OpenID Connect Core §5.4). */
export function claimsOf(scope: string): readonly string[] {
  const elsewhere = new Set(Object.values(others).flat())
  const profile = standardClaims.filter((name) => !elsewhere.has(name))
  return scope.split(' ').flatMap((name) => (name === 'profile' ? profile : (others[name] ?? [])))
}

/** A UserInfo response with the same sub, exactly these claims, each of its type. */
export function expectUserInfo(answer: Answer, sub: string | undefined, expected: readonly string[]): Answer {
  const { status, headers, json } = answer
  expect([status, json['sub']]).toEqual([200, sub])
  expect(headers.get('content-type')).toMatch(/^application\/json/)
  expect(Object.keys(json).toSorted()).toEqual([...new Set([...expected, 'sub'])].toSorted())
  expect(expected.filter((name) => !rules[name]?.(json[name]))).toEqual([])
  return answer
}
