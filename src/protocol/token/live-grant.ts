import { Injectable } from '@nestjs/common'
import { coversScopes } from '#libs/authorization/scopes-by-resource'
import { defineCheck } from '#libs/checks/define-check'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { invalidGrant } from '#libs/oauth-errors/factories'
import { requestedClaims } from '#libs/token-claims/select-claims'
import type { Grant } from '#records/grants/grant'
import { Grants } from '#records/grants/grants.repository'
import type { StandingConsent, StandingGrant } from '#records/grants/standing-grant'
import type { User } from '#records/users/users.repository'
import { AccessRules } from '#protocol/claims/access-rules'
import type { Denial } from '#protocol/claims/access-rules'

export interface GrantWithUser {
  readonly grant: Grant
  readonly user: User
}

const checkGrantLives = defineCheck({
  name: 'grant-lives',
  clauses: ['RFC6749-5.2', 'SEC-225', 'SEC-228'],
  hint: 'The grant ended: by logout, revocation, withdrawn consent, a replay, or because the account is gone. Ask the person anew.',
  check(found: StandingGrant | undefined): GrantWithUser {
    if (!found) throw invalidGrant('the grant has ended', { reason: 'ended or expired' })
    const { grant, user, sessionLives } = found
    if (!user) throw invalidGrant('the grant has ended', { reason: 'the account is gone or disabled' })
    if (!sessionLives) throw invalidGrant('the grant has ended', { reason: 'the session it was made in has ended' })
    return { grant, user }
  },
})

/** A consent only grows, or is withdrawn as a whole: where either side does not say what counts where, it is enough that it is there. */
const coversGrant = (consent: StandingConsent, { allowed, claims }: Grant): boolean =>
  (consent.allowed === undefined || allowed === undefined || coversScopes(consent.allowed, allowed)) &&
  requestedClaims(claims).every((claim) => consent.claims.includes(claim))

const checkConsentStands = defineCheck({
  name: 'consent-stands',
  clauses: ['RFC6749-5.2', 'SEC-64', 'SEC-214', 'SEC-225'],
  hint: 'The person has withdrawn what they allowed this client. Ask the person anew.',
  check({ grant, consent }: StandingGrant, client: RegisteredClient) {
    if (client.isInternal) return
    if (!consent || !coversGrant(consent, grant))
      throw invalidGrant('the grant has ended', { reason: 'the person does not allow this client all of it any more' })
  },
})

const checkAccessStands = defineCheck({
  name: 'access-stands',
  clauses: ['RFC6749-5.2', 'SEC-225'],
  hint: 'By the rule of the client (allow) the person may not use it now. Change the rule or the groups of the person, or tell the person whom to ask.',
  check(denial: Denial | undefined) {
    if (denial) throw invalidGrant('the account may not use this client', { reason: denial.reason, expected: denial.rule })
  },
})

/** Finds the grant that tokens are to be made of, with its person: the one place where it is asked whether both may still have any. */
@Injectable()
export class LiveGrants {
  constructor(
    private readonly grants: Grants,
    private readonly accessRules: AccessRules,
  ) {}

  /** @throws OAuthError invalid_grant */
  async get(grantId: string): Promise<GrantWithUser> {
    return checkGrantLives(await this.grants.findStanding(grantId))
  }

  /**
   * The same for a client that is to have tokens: what it was allowed, it must still be allowed, and the
   * person must still be let in.
   *
   * @throws OAuthError invalid_grant
   */
  async getFor(client: RegisteredClient, grantId: string): Promise<GrantWithUser> {
    const found = await this.grants.findStanding(grantId)
    const live = checkGrantLives(found)
    if (found) checkConsentStands(found, client)
    await this.#checkAccess(client, live)
    return live
  }

  async #checkAccess(client: RegisteredClient, { grant, user }: GrantWithUser): Promise<void> {
    const { scopes, acr, amr, resources } = grant
    checkAccessStands(await this.accessRules.findDenial({ client, user, request: { scopes, acr, amr }, resources }))
  }
}
