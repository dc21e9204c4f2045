import { generateKeyPairSync } from 'node:crypto'
import { readMembers } from './read-comments.mjs'
import { code, toTable } from './table.mjs'

const clientFile = 'libs/client-metadata/client-metadata.ts'
const isNothing = (value) => value === undefined || value.length === 0

/** What a registration holds where it says no more than it must. */
function readDefaults(load) {
  const { toClientMetadata } = load('../libs/client-metadata/to-client-metadata.ts')
  const least = { client_id: 'a-client', redirect_uris: ['https://client.example.com/callback'] }
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })
  const read = (more) => toClientMetadata({ ...least, ...more }, { production: true }).metadata
  const given = new Set([...Object.keys(least), 'jwks'])
  return {
    given,
    oidc: read({ client_secret: 'x'.repeat(32) }),
    fapi2: read({ security_profile: 'fapi2', jwks: { keys: [{ ...key, kid: 'a', alg: 'ES256' }] } }),
  }
}

function clientTable(load) {
  const { given, oidc, fapi2 } = readDefaults(load)
  const toDefault = (name) => {
    if (name === 'client_id') return 'required'
    if (given.has(name) || isNothing(oidc[name])) return 'none'
    const isSame = JSON.stringify(oidc[name]) === JSON.stringify(fapi2[name]) || name === 'security_profile'
    return isSame ? code(oidc[name]) : `${code(oidc[name])}; fapi2: ${code(fapi2[name])}`
  }
  const members = [...readMembers(clientFile, 'ClientMetadata'), ...readMembers(clientFile, 'ClientSecret')]
  const rows = members.map(({ name, comment }) => [code(name), toDefault(name), comment])
  return toTable(['field', 'default', 'meaning'], rows)
}

const entryTable = (file, type) => {
  const rows = readMembers(file, type).map(({ name, comment, isOptional }) => [code(name), isOptional ? '' : 'required', comment])
  return toTable(['field', '', 'meaning'], rows)
}

// Rules that hold for every text tell a reader nothing.
const silent = new Set(['must not hold control characters', 'must be text (numbers, true, false and null need quotes)'])

/** The claims of a class with what its decorators say to whoever breaks them. */
function claimTable(load, type) {
  const storage = load('class-validator').getMetadataStorage()
  const rules = storage.getTargetValidationMetadatas(type, '', true, false)
  const names = [...new Set(rules.map(({ propertyName }) => propertyName))]
  const saysOf = (name) =>
    rules.filter(({ propertyName, message }) => propertyName === name && message && !silent.has(message) && !message.includes('$'))
  return toTable(
    ['claim', 'rule'],
    names.map((name) => [code(name), [...new Set(saysOf(name).map(({ message }) => message))].join('; ')]),
  )
}

/** The tables of docs/seed-format.md, by the names of the types that they are made of. */
export function seedTables(load) {
  const { AddressClaim, StandardClaims } = load('../src/operations/seeds/document/standard-claims.ts')
  return new Map([
    ['TopLevel', entryTable('src/operations/seeds/document/read-seed-document.ts', 'TopLevel')],
    ['ClientMetadata', clientTable(load)],
    ['UserEntry', entryTable('src/operations/seeds/document/read-seed-user.ts', 'UserEntry')],
    ['StandardClaims', claimTable(load, StandardClaims)],
    ['AddressClaim', claimTable(load, AddressClaim)],
    ['GroupEntry', entryTable('src/operations/seeds/document/read-seed-group.ts', 'GroupEntry')],
    ['RoleEntry', entryTable('src/operations/seeds/document/read-roles.ts', 'RoleEntry')],
    ['AttributeEntry', entryTable('src/operations/seeds/document/read-seed-attribute.ts', 'AttributeEntry')],
    ['ScopeEntry', entryTable('src/operations/seeds/document/read-seed-scope.ts', 'ScopeEntry')],
    ['ResourceEntry', entryTable('src/operations/seeds/document/read-seed-resource.ts', 'ResourceEntry')],
  ])
}
