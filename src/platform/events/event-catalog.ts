import type { Excerpt } from '#libs/oauth-params/excerpt'
/**
 * Everything that the server tells of itself, and the fields of each. Fields are read by people and kept: never a token, code, secret,
 * password or assertion; thumbprints, names and identifiers are fine.
 */

/** The refusal of a request, as its flow tells it. */
export interface RefusedRequest {
  readonly error: string
  readonly status: number
  readonly description: string
  readonly check: string | undefined
  readonly clauses: readonly string[]
  readonly hint: string | undefined
  readonly reason: string | undefined
  readonly expected: string | undefined
  readonly received: string | undefined
}

/** Steps of a flow that nobody has to keep. */
export interface NotedEvents {
  /** `secret`: which of a client's two secrets it was, 1 for the current one and 2 for the one that is being replaced. */
  'client.authenticated': { readonly clientId: string; readonly method: string; readonly secret?: number }
  'proof.verified': { readonly jkt: string; readonly ageSeconds: number; readonly nonce: boolean }
  'request.pushed': { readonly clientId: string; readonly scope: string; readonly redirectUri: string; readonly expiresInSeconds: number }
  /** Whose request was refused before it could be opened. */
  'client.named': { readonly clientId: string }
  'request.opened': {
    readonly clientId: string
    readonly door: string
    readonly scope: string
    readonly redirectUri: string
    readonly prompt: string | undefined
    /** What the client named and is not registered for. */
    readonly ignoredScope: string | undefined
  }
  'page.shown': { readonly page: string }
  /** The hash of a password, as another server or setting made it, gave way to this server's. */
  'password.renewed': { readonly sub: string; readonly from: string }
  /** A person who may not use a client, by the rule of its registration. */
  'access.denied': { readonly clientId: string; readonly sub: string; readonly rule: string; readonly reason: string }
  'session.found': { readonly sub: string; readonly username: string }
  'code.sent': { readonly clientId: string; readonly redirectUri: string; readonly responseMode: string }
  'token.verified': { readonly clientId: string; readonly sub: string; readonly jti: string; readonly jkt: string | undefined }
  /** A mapping left its claim out. */
  'claim.failed': { readonly clientId: string; readonly claim: string; readonly reason: Excerpt }
  /** An expression for a lifetime failed: the server's own counts. */
  'lifetime.failed': { readonly clientId: string; readonly lifetime: string; readonly reason: Excerpt }
  'claims.released': { readonly clientId: string; readonly sub: string; readonly claims: readonly string[] }
  'token.introspected': { readonly active: boolean; readonly reason: string | undefined }
  /** A token that was to be revoked, and was not there to be. */
  'token.left': { readonly reason: string }
  /** A part of a logout that was not done as it was asked for. */
  'logout.left': { readonly reason: string }
  'logout.told': { readonly clientId: string; readonly outcome: string; readonly reason: string | undefined }
  /** What the server did for a flow by itself, after the request that it belongs to was answered. */
  'work.done': { readonly what: string; readonly milliseconds: number }
  'request.refused': RefusedRequest
  'request.answered': {
    readonly method: string
    /** The address as it is declared: one of few. */
    readonly route: string
    readonly path: string
    readonly status: number
    readonly milliseconds: number
    readonly aborted: boolean
  }
}

/** More records than are worth an event each, ended by one statement. */
export interface EndedTogether {
  readonly count: number
  /** The first of their ids, in order; `digest` covers all of them. */
  readonly ids: readonly string[]
  /** SHA-256 (base64url) of all their ids, sorted, one a line. */
  readonly digest: string
  readonly why: string
}

/**
 * Security-relevant events that strangers can bring about, as often as they like. Each is kept only where somebody answers for it or a limit
 * bounds it (see Voucher); otherwise it is noted like a step.
 */
export interface StrangersEvents {
  'client.failed': { readonly clientId: string; readonly reason: string; readonly check: string | undefined }
  'login.failed': { readonly sub: string | undefined; readonly reason: string }
  'attempts.locked': { readonly of: readonly string[]; readonly seconds: number }
  'consent.declined': { readonly sub: string | undefined; readonly clientId: string }
  'tokens.refused': { readonly grantType: string; readonly clientId: string; readonly error: string; readonly check: string | undefined }
}

/**
 * Security-relevant events that take somebody who has proven who they are, or happen at most once to what such a party made: kept in the unit
 * of work that they are a part of.
 */
export interface ProvenEvents {
  'client.changed': { readonly clientId: string; readonly change: string }
  'user.changed': { readonly sub: string; readonly username: string; readonly change: string }
  /** Many accounts, by one batch of an import. */
  'users.imported': EndedTogether
  'resource.changed': { readonly resource: string; readonly change: string }
  'group.changed': { readonly group: string; readonly change: string }
  'attribute.changed': { readonly attribute: string; readonly change: string }
  'scope.changed': { readonly scope: string; readonly change: string }
  'login.succeeded': { readonly sub: string; readonly username: string; readonly sid: string; readonly amr: readonly string[] }
  'session.ended': { readonly sub: string; readonly sid: string; readonly why: string }
  /** Many sessions at once: those of one person, unless accounts were removed. */
  'sessions.ended': EndedTogether & { readonly sub: string | undefined }
  'consent.given': {
    readonly sub: string
    readonly clientId: string
    readonly scope: string
    readonly resources: readonly string[]
    readonly claims: readonly string[]
  }
  'consent.withdrawn': { readonly sub: string; readonly clientId: string }
  'grant.made': {
    readonly grantId: string
    readonly sub: string
    readonly clientId: string
    readonly scope: string
    readonly offline: boolean
  }
  'grant.ended': { readonly grantId: string; readonly sub: string; readonly clientId: string; readonly why: string }
  /** Many grants at once, with the person and the client that all of them have in common. */
  'grants.ended': EndedTogether & { readonly sub: string | undefined; readonly clientId: string | undefined }
  'tokens.issued': {
    readonly grantType: string
    readonly clientId: string
    readonly sub: string
    readonly grantId: string | undefined
    readonly kinds: readonly string[]
    readonly audience: readonly string[]
    readonly scope: string
    readonly jti: string
    readonly jkt: string | undefined
  }
  'token.revoked': {
    readonly clientId: string
    readonly kind: string
    readonly jti: string | undefined
    readonly grantId: string | undefined
  }
  'key.changed': { readonly kid: string; readonly algorithm: string; readonly change: string }
  /** Settings by name, secret ones as keyed digests. */
  'server.started': { readonly version: string; readonly settings: Readonly<Record<string, string>> }
  /** What differs from the last start, by name. */
  'settings.changed': { readonly before: Readonly<Record<string, string>>; readonly after: Readonly<Record<string, string>> }
  /** Seals of the audit log that were dropped with their records, and the file of the archive that has them. */
  'audit.dropped': { readonly from: number; readonly to: number; readonly digest: string; readonly archive: string | undefined }
  /** Something that an administrator did by the command line. */
  'command.run': { readonly verb: string; readonly args: readonly string[]; readonly outcome: string }
}

/** Everything that the audit log may hold. */
export type KeptEvents = StrangersEvents & ProvenEvents
