import type { ScopesByResource } from '#libs/authorization/authorization'
import { scopesFromJson } from '#libs/authorization/scopes-by-resource'
import type { AttributeValue } from '#libs/person-attributes/attribute-definition'
import { isEnabled } from '#platform/database/enabled-rows'
import type { Row } from '#platform/database/row'
import type { Grant } from './grant'

/** A grant with what it rests on. */
export interface StandingGrant {
  readonly grant: Grant
  /** Whose it is; undefined where the account is gone or disabled. */
  readonly user: GrantUser | undefined
  /** Whether the session it was made in lives, or it is for longer than that. */
  readonly sessionLives: boolean
  /** What its person allows its client; undefined when nothing. */
  readonly consent: StandingConsent | undefined
}

/** A consent as a grant rests on it. */
export interface StandingConsent {
  /** Undefined where it was written before consents said where scopes count. */
  readonly allowed: ScopesByResource | undefined
  readonly claims: readonly string[]
}

interface GrantUser {
  readonly sub: string
  readonly username: string
  readonly claims: Readonly<Record<string, unknown>>
  readonly attributes: Readonly<Record<string, AttributeValue>>
  readonly language: string | undefined
}

const user = (column: string) => `(SELECT ${column} FROM users WHERE users.sub = grants.sub AND ${isEnabled})`

const consent = (column: string) =>
  `(SELECT ${column} FROM consents WHERE consents.sub = grants.sub AND consents.client_id = grants.client_id)`

/** What is selected beside a grant's columns; its values are the present, twice. */
export const restsOn = `${user('username')} AS user_username, ${user('claims')} AS user_claims,
  ${user('attributes')} AS user_attributes, ${user('language')} AS user_language,
  ${consent('allowed')} AS consent_allowed, ${consent('claims')} AS consent_claims,
  (offline OR EXISTS (SELECT 1 FROM sessions WHERE sid = grants.sid AND idle_expires_at > $1 AND sessions.expires_at > $2)) AS session_lives`

function toUser(sub: string, row: Row): GrantUser | undefined {
  const { user_username: username, user_claims: claims, user_attributes: attributes, user_language: language } = row
  if (typeof username !== 'string') return undefined
  return {
    sub,
    username,
    claims: JSON.parse(claims as string) as GrantUser['claims'],
    attributes: attributes === null ? {} : (JSON.parse(attributes as string) as GrantUser['attributes']),
    language: (language as string | null) ?? undefined,
  }
}

const toConsent = ({ consent_allowed: allowed, consent_claims: claims }: Row): StandingConsent | undefined =>
  typeof claims === 'string' ? { allowed: scopesFromJson(allowed), claims: JSON.parse(claims) as string[] } : undefined

/** From what was selected. */
export const toStandingGrant = (grant: Grant, row: Row): StandingGrant => ({
  grant,
  user: toUser(grant.sub, row),
  sessionLives: Boolean(row['session_lives']),
  consent: toConsent(row),
})
