import { readSeedDocument } from './read-seed-document'

const refusalOf = (seed: Readonly<Record<string, unknown>>): string => {
  try {
    readSeedDocument(JSON.stringify(seed), { source: 'seed.yaml', variables: {}, production: true })
    return 'accepted'
  } catch (error) {
    return (error as Error).message
  }
}

describe('a group of a seed', () => {
  it.each([
    [{}, 'group: must be text (numbers, true, false and null need quotes)'],
    [{ group: '/finance' }, 'group: must not have an empty part: no slash at either end, and one between two parts'],
    [{ group: 'finance//approvers' }, 'group: must not have an empty part: no slash at either end, and one between two parts'],
    [{ group: 'finance/finance' }, 'group: must not name the same part twice: a group is not in itself'],
    [{ group: 'a\u200bb' }, 'group: must not hold control or invisible characters, nor spaces at the ends of a part'],
    [{ group: 'finance', roles: 'staff' }, 'roles: must be a list'],
    [{ group: 'finance', roles: [7] }, 'roles[0].role: must be text (numbers, true, false and null need quotes)'],
    [{ group: 'finance', roles: [{ role: 'x', at: 'y' }] }, 'roles[0].at: is not a known name'],
    [{ group: 'finance', parent: 'x' }, 'parent: is not a known name'],
  ])('is refused by the rule it breaks: %j (contract: People)', (group, rule) => {
    expect(refusalOf({ groups: [group] })).toMatch(/^seed\.yaml: groups\[0\]/)
    expect(refusalOf({ groups: [group] })).toContain(`: ${rule}`)
  })

  it('stands once (contract: People)', () => {
    expect(refusalOf({ groups: [{ group: 'finance' }, { group: 'finance' }] })).toContain('groups[1] "finance": group: stands twice')
  })
})

describe('an attribute of a seed', () => {
  it.each([
    [{ attribute: 'cnf', type: 'string' }, 'attribute: cnf is a claim of the protocol'],
    [{ attribute: 'x', type: 'string', claim: 'sub' }, 'claim: sub is a claim of the protocol'],
    [{ attribute: 'email', type: 'string' }, 'attribute: email is a standard claim, and stands under claims'],
    [{ attribute: 'x', type: 'string', claim: 'groups' }, 'claim: groups is made of the groups that a person is in'],
    [{ attribute: 'entitlements', type: 'string' }, 'type: entitlements are a string_list (RFC 9068 section 2.2.3.1)'],
    [{ attribute: 'x', type: 'text' }, 'type: must be one of string, number, boolean, date, string_list'],
    [{ attribute: '7', type: 'string' }, 'attribute: must begin with a letter and hold letters, digits and _ . : / - alone, at most 100'],
    [{ attribute: 'x', type: 'number', max_length: 3 }, 'type: max_length and one_of are for strings'],
    [{ attribute: 'x', type: 'string', minimum: 3 }, 'type: minimum and maximum are for numbers'],
    [{ attribute: 'x', type: 'number', minimum: 3, maximum: 2 }, 'maximum: must not be less than minimum'],
    [{ attribute: 'x', type: 'string', view: ['everybody'] }, 'view: must be a list of person, administrator, nobody'],
    [{ attribute: 'x', type: 'string', edit: ['nobody', 'person'] }, 'edit: nobody stands alone'],
  ])('is refused by the rule it breaks: %j (SEC-17, contract: People)', (attribute, rule) => {
    expect(refusalOf({ attributes: [attribute] })).toBe(`seed.yaml: attributes[0] ${JSON.stringify(attribute.attribute)}: ${rule}`)
  })

  it('has a claim of its own (contract: People)', () => {
    const attributes = [
      { attribute: 'a', type: 'string' },
      { attribute: 'b', type: 'string', claim: 'a' },
    ]
    expect(refusalOf({ attributes })).toContain('attributes[1] "b": claim: another attribute has it')
  })
})

describe('a scope of a seed', () => {
  it.each([
    [{ scope: 'openid', claims: ['name'] }, "scope: openid is a scope of the server's own"],
    [{ scope: 'groups', claims: ['name'] }, "scope: groups is a scope of the server's own"],
    [{ scope: 'a b', claims: ['name'] }, 'scope: must be in the characters of RFC 6749 section 3.3'],
    [{ scope: 'x', claims: [] }, 'claims: must name a claim'],
    [{ scope: 'x', claims: ['iss'] }, 'claims: iss is a claim of the protocol'],
  ])('is refused by the rule it breaks: %j (contract: People)', (scope, rule) => {
    expect(refusalOf({ scopes: [scope] })).toBe(`seed.yaml: scopes[0] ${JSON.stringify(scope.scope)}: ${rule}`)
  })
})

describe('a person of a seed', () => {
  const alice = { username: 'alice', password: 'p' }
  it.each([
    [{ groups: 'finance' }, 'groups: must be a list'],
    [{ groups: ['a', 'a'] }, 'groups: must not name a group twice'],
    [{ roles: { role: 'x' } }, 'roles: must be a list'],
    [{ attributes: [] }, 'attributes: must be a mapping'],
    [{ email_login: 'yes' }, 'email_login: must be true or false'],
    [{ email_login: true }, 'email_login: needs claims.email, with claims.email_verified true'],
    [{ email_login: true, claims: { email: 'a@example.com' } }, 'email_login: needs claims.email, with claims.email_verified true'],
  ])('is refused by the rule it breaks: %j (contract: People)', (change, rule) => {
    expect(refusalOf({ users: [{ ...alice, ...change }] })).toBe(`seed.yaml: users[0] "alice": ${rule}`)
  })
})
