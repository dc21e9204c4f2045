import type { EventName, ServerEvent } from '#platform/events/server-event'
import type { FlowStep } from './flow-record'

type Fields<Name extends EventName> = ServerEvent<Name>['fields']
type Descriptions = { readonly [Name in EventName]: (fields: Fields<Name>) => string }

const list = (values: readonly string[] = []) => (values.length === 0 ? 'none' : values.join(' '))
const quoted = (text: string) => (text === '' ? 'none' : text)
const bound = (jkt: string | undefined) => (jkt === undefined ? 'a bearer token' : `bound to key ${jkt}`)

/** Each event in a sentence, for whoever reads a flow's story. */
const descriptions: Descriptions = {
  'client.authenticated': ({ clientId, method, secret }) =>
    `client ${clientId} proved itself by ${method}${secret === undefined ? '' : ` (its ${secret === 1 ? 'current' : 'old'} secret)`}`,
  'client.named': ({ clientId }) => `the request names client ${clientId}`,
  'client.failed': ({ clientId, reason }) => `whoever claims to be client ${clientId} did not prove it: ${reason}`,
  'client.changed': ({ clientId, change }) => `client ${clientId}: ${change}`,
  'user.changed': ({ username, change }) => `user ${username}: ${change}`,
  'users.imported': ({ count, why }) => `${count} accounts ${why}`,
  'resource.changed': ({ resource, change }) => `resource ${resource}: ${change}`,
  'group.changed': ({ group, change }) => `group ${group}: ${change}`,
  'attribute.changed': ({ attribute, change }) => `attribute ${attribute}: ${change}`,
  'scope.changed': ({ scope, change }) => `scope ${scope}: ${change}`,
  'key.changed': ({ kid, algorithm, change }) => `${algorithm} key ${kid}: ${change}`,
  'settings.changed': ({ after }) => `settings differ from the last start: ${list(Object.keys(after))}`,
  'audit.dropped': ({ from, to, archive }) => `seals ${from} to ${to} of the audit log were dropped: ${archive ?? 'not archived'}`,
  'command.run': ({ verb, args, outcome }) => `an administrator ran "${[verb, ...args].join(' ')}": ${outcome}`,
  'server.started': ({ version }) => `the server started, version ${version}`,
  'proof.verified': ({ jkt, ageSeconds, nonce }) =>
    `the DPoP proof holds: key ${jkt}, made ${ageSeconds} s ago, ${nonce ? 'with' : 'without'} a nonce`,
  'request.pushed': ({ scope, redirectUri, expiresInSeconds }) =>
    `the authorization request was taken: scope ${quoted(scope)}, redirect_uri ${redirectUri}; to be opened within ${expiresInSeconds} s`,
  'request.opened': ({ door, scope, redirectUri, prompt, ignoredScope }) =>
    [
      `the ${door === 'par' ? 'pushed' : 'plain'} authorization request was opened: scope ${quoted(scope)}, redirect_uri ${redirectUri}`,
      ...(prompt === undefined ? [] : [`prompt ${prompt}`]),
      ...(ignoredScope === undefined ? [] : [`ignored because the client is not registered for it: ${ignoredScope}`]),
    ].join(', '),
  'session.found': ({ username }) => `${username} was signed in already`,
  'page.shown': ({ page }) => `the ${page} page was shown`,
  'password.renewed': ({ from }) => `the password was hashed with ${from}; it is hashed with this server's argon2id now`,
  'login.succeeded': ({ username, amr }) => `${username} logged in (${list(amr)})`,
  'login.failed': ({ reason }) => `a login failed: ${reason}`,
  'attempts.locked': ({ of, seconds }) => `too many failures of ${list(of)}: refused for ${seconds} s`,
  'session.ended': ({ sid, why }) => `session ${sid} ended: ${why}`,
  'sessions.ended': ({ count, why }) => `${count} sessions ended: ${why}`,
  'access.denied': ({ clientId, rule, reason }) => `the person may not use client ${clientId}: ${reason}: ${rule}`,
  'consent.given': ({ scope, resources, claims }) =>
    `the person allowed: scope ${quoted(scope)}, resources ${list(resources)}, claims ${list(claims)}`,
  'consent.declined': () => 'the person declined',
  'consent.withdrawn': ({ clientId }) => `the consent for client ${clientId} was withdrawn`,
  'grant.made': ({ grantId, scope, offline }) =>
    `grant ${grantId} was made: scope ${quoted(scope)}${offline ? ', outliving the session' : ''}`,
  'grant.ended': ({ grantId, why }) => `grant ${grantId} ended: ${why}`,
  'grants.ended': ({ count, why }) => `${count} grants ended: ${why}`,
  'code.sent': ({ redirectUri, responseMode }) => `a code was sent to ${redirectUri} by ${responseMode}`,
  'tokens.issued': ({ grantType, kinds, audience, scope, jkt }) =>
    `issued by ${grantType}: ${list(kinds)}; aud ${list(audience)}, scope ${quoted(scope)}, ${bound(jkt)}`,
  'tokens.refused': ({ grantType, error }) => `no tokens by ${grantType}: ${error}`,
  'token.verified': ({ clientId, jkt }) => `the access token of client ${clientId} holds, ${bound(jkt)}`,
  'token.introspected': ({ active, reason }) => (active ? 'the token is active' : `the token is not active: ${reason ?? 'unknown'}`),
  'token.revoked': ({ kind }) => `the ${kind} was revoked`,
  'token.left': ({ reason }) => `nothing was revoked: ${reason}`,
  'claim.failed': ({ claim, reason }) => `the mapping of claim ${claim} failed, and left it out: ${reason}`,
  'lifetime.failed': ({ lifetime, reason }) => `the expression for lifetime ${lifetime} failed, and the server’s own counts: ${reason}`,
  'claims.released': ({ claims }) => `claims released: ${list(claims)}`,
  'logout.left': ({ reason }) => `not done as asked: ${reason}`,
  'logout.told': ({ clientId, outcome, reason }) =>
    `client ${clientId} was to hear of the logout: ${outcome}${reason === undefined ? '' : ` (${reason})`}`,
  'request.refused': ({ error, description }) => `${error}: ${description}`,
  'request.answered': ({ status }) => `answered with ${status}`,
  'work.done': ({ what }) => what,
}

/** A step in a sentence. What an older or newer server wrote, and this one does not know, is only named. */
export function describeStep({ name, fields }: FlowStep): string {
  const describe = (descriptions as Readonly<Record<string, ((fields: unknown) => string) | undefined>>)[name]
  return describe ? describe(fields) : name
}
