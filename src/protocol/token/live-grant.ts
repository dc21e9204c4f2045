import { Injectable } from '@nestjs/common'
import { defineCheck } from '#libs/checks/define-check'
import { invalidGrant } from '#libs/oauth-errors/factories'
import type { Grant } from '#records/grants/grant'
import { Grants } from '#records/grants/grants.repository'
import type { StandingGrant } from '#records/grants/standing-grant'
import type { User } from '#records/users/users.repository'

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

/** Finds the grant that tokens are to be made of, with its person: the one place where it is asked whether both may still have any. */
@Injectable()
export class LiveGrants {
  constructor(private readonly grants: Grants) {}

  /** @throws OAuthError invalid_grant */
  async get(grantId: string): Promise<GrantWithUser> {
    return checkGrantLives(await this.grants.findStanding(grantId))
  }
}
