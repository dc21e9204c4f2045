import type { KeptEvents } from '#platform/events/event-catalog'
import type { KeptName, ServerEvent } from '#platform/events/server-event'

/** Who did something, and to what. */
export interface Parties {
  readonly actor: string
  readonly target: string | null
}

/** Whoever sent a request, and has not proven who it is. */
export const anyone = 'anyone'
export const client = (id: string) => `client:${id}`
export const user = (sub: string) => `user:${sub}`
export const operator = (where: string) => `operator:${where}`
export const server = (node: string) => `server:${node}`

const session = (sid: string) => `session:${sid}`
const grant = (id: string) => `grant:${id}`
const token = (jti: string) => `token:${jti}`
const parties = (actor: string, target: string | null): Parties => ({ actor, target })

type Rules = { readonly [Name in KeptName]: (fields: KeptEvents[Name], by: string) => Parties }

/**
 * Who does what to what, for every event. `by` is whoever the request has shown itself to be from; outside of requests the operator, or
 * the server itself.
 */
const rules: Rules = {
  'client.failed': ({ clientId }) => parties(anyone, client(clientId)),
  'client.changed': ({ clientId }, by) => parties(by, client(clientId)),
  'user.changed': ({ sub }, by) => parties(by, user(sub)),
  'users.imported': (_, by) => parties(by, null),
  'resource.changed': ({ resource }, by) => parties(by, `resource:${resource}`),
  'group.changed': ({ group }, by) => parties(by, `group:${group}`),
  'attribute.changed': ({ attribute }, by) => parties(by, `attribute:${attribute}`),
  'scope.changed': ({ scope }, by) => parties(by, `scope:${scope}`),
  'login.succeeded': ({ sub, sid }) => parties(user(sub), session(sid)),
  'login.failed': ({ sub }) => parties(anyone, sub === undefined ? null : user(sub)),
  'attempts.locked': ({ of }) => parties(anyone, `attempts:${of.join(' ')}`),
  'session.ended': ({ sub, sid, why }, by) => parties(why === 'logout' ? user(sub) : by, session(sid)),
  'sessions.ended': ({ sub }, by) => parties(by, ownerOf(sub, undefined)),
  'consent.given': ({ sub, clientId }) => parties(user(sub), client(clientId)),
  'consent.declined': ({ sub, clientId }) => parties(sub === undefined ? anyone : user(sub), client(clientId)),
  'consent.withdrawn': ({ clientId }, by) => parties(by, client(clientId)),
  'grant.made': ({ sub, grantId }) => parties(user(sub), grant(grantId)),
  'grant.ended': ({ grantId }, by) => parties(by, grant(grantId)),
  'grants.ended': ({ sub, clientId }, by) => parties(by, ownerOf(sub, clientId)),
  'tokens.issued': ({ clientId, grantId }) => parties(client(clientId), grantId === undefined ? client(clientId) : grant(grantId)),
  'tokens.refused': ({ clientId }) => parties(client(clientId), null),
  'token.revoked': ({ clientId, jti, grantId }) => parties(client(clientId), toTokenTarget(jti, grantId)),
  'key.changed': ({ kid }, by) => parties(by, `key:${kid}`),
  'server.started': (_, by) => parties(by, by),
  'settings.changed': (_, by) => parties(by, 'settings'),
  'audit.dropped': ({ from, to }, by) => parties(by, `audit-log:${from}-${to}`),
  'command.run': ({ verb }, by) => parties(by, `command:${verb}`),
}

/** The names of all events that are kept. */
export const keptNames = Object.keys(rules) as readonly KeptName[]

/** Who did what an event tells of, and to what. */
export const partiesOf = (event: ServerEvent<KeptName>, by: string): Parties =>
  (rules[event.name] as (fields: object, by: string) => Parties)(event.fields, by)

function ownerOf(sub: string | undefined, clientId: string | undefined): string | null {
  if (sub !== undefined) return user(sub)
  return clientId === undefined ? null : client(clientId)
}

function toTokenTarget(jti: string | undefined, grantId: string | undefined): string | null {
  if (jti !== undefined) return token(jti)
  return grantId === undefined ? null : grant(grantId)
}
