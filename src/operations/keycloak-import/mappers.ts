import { protocolClaims } from '#libs/token-claims/protocol-claims'
import { LeftOut } from './notes'
import type { RealmMapper } from './realm'
import { standardClaimOfProperty } from './people-claims'

/** A claim of a client's mapping, as a seed has it. */
export interface SeedClaim {
  readonly claim: string
  readonly value: string
  readonly in: readonly string[]
}

type Config = Readonly<Record<string, string>>

const text = (value: string) => JSON.stringify(value)
const lastParts = 'user.groups.map(g, g.split("/")[g.split("/").size() - 1])'

/** A claim that a person does not have is left out, and is no failure. */
const claimOrNothing = (claim: string) => `user.claims.?${claim}.orValue(null)`

const fromUser = ({ 'user.attribute': name = '' }: Config): string | undefined => {
  if (name === 'username') return 'user.username'
  const claim = standardClaimOfProperty(name)
  return claim === undefined ? `user.attributes[?${text(name)}].orValue(null)` : claimOrNothing(claim)
}

const literal = /^(?:-?\d+(?:\.\d+)?|true|false)$/

function constant({ 'claim.value': value = '', 'jsonType.label': type = 'String' }: Config): string | undefined {
  if (type === 'String') return text(value)
  return literal.test(value) ? value : undefined
}

/** How to say in an expression what a mapper does; undefined for what cannot be said. */
const expressionOf: Readonly<Record<string, (config: Config) => string | undefined>> = {
  'oidc-usermodel-attribute-mapper': fromUser,
  'oidc-usermodel-property-mapper': fromUser,
  'oidc-full-name-mapper': () => claimOrNothing('name'),
  'oidc-hardcoded-claim-mapper': constant,
  'oidc-group-membership-mapper': ({ 'full.path': full = 'true' }) => (full === 'true' ? 'user.groups.map(g, "/" + g)' : lastParts),
  'oidc-usermodel-realm-role-mapper': () => 'user.roles.filter(r, !r.contains(":"))',
  'oidc-usermodel-client-role-mapper': ({ 'usermodel.clientRoleMapping.clientId': clientId = '' }) =>
    clientId === '' ? undefined : `user.roles.filter(r, r.startsWith(${text(`${clientId}:`)})).map(r, r.substring(${clientId.length + 1}))`,
}

const targets: readonly (readonly [key: string, target: string])[] = [
  ['id.token.claim', 'id_token'],
  ['access.token.claim', 'access_token'],
  ['userinfo.token.claim', 'userinfo'],
  ['introspection.token.claim', 'introspection'],
]

/** Keycloak nests a claim at each dot that has no backslash before it: `realm_access.roles`. */
function nest(name: string, expression: string): { readonly claim: string; readonly value: string } {
  const [claim = '', ...inner] = name.split(/(?<!\\)\./).map((part) => part.replaceAll('\\.', '.'))
  return { claim, value: inner.reduceRight((value, part) => `{${text(part)}: ${value}}`, expression) }
}

/**
 * What a mapper of Keycloak does, as a mapping here.
 *
 * @throws LeftOut where there is no such thing here
 */
export function toSeedClaim({ protocolMapper = '', config = {} }: RealmMapper): SeedClaim {
  const expression = expressionOf[protocolMapper]?.(config)
  if (expression === undefined) throw new LeftOut(`there is nothing like ${protocolMapper || 'it'} here`)
  const { claim, value } = nest(nameOfClaim(protocolMapper, config), expression)
  if (protocolClaims.has(claim)) throw new LeftOut(`${claim} is a claim of the protocol`)
  const into = targets.flatMap(([key, target]) => (config[key] === 'true' ? [target] : []))
  if (into.length === 0) throw new LeftOut('it puts its claim nowhere')
  return { claim, value, in: into }
}

function nameOfClaim(protocolMapper: string, { 'claim.name': name = '' }: Config): string {
  if (protocolMapper === 'oidc-full-name-mapper') return 'name'
  if (name === '') throw new LeftOut('it names no claim')
  return name
}
