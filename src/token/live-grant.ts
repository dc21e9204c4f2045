import { Injectable } from '@nestjs/common'
import { defineCheck } from '#libs/checks/define-check'
import { invalidGrant } from '#libs/oauth-errors/factories'
import type { Grant } from '../grants/grant'
import { Grants } from '../grants/grants.repository'
import { Sessions } from '../sessions/sessions.repository'
import { Users } from '../users/users.repository'
import type { User } from '../users/users.repository'

export interface GrantWithUser {
  readonly grant: Grant
  readonly user: User
}

const checkGrantLives = defineCheck({
  name: 'grant-lives',
  clauses: ['RFC6749-5.2', 'SEC-225', 'SEC-228'],
  hint: 'The grant ended: by logout, revocation, withdrawn consent, a replay, or because the account is gone. Ask the person anew.',
  check(grant: Grant | undefined, user: User | undefined, sessionLives: boolean): GrantWithUser {
    if (!grant) throw invalidGrant('the grant has ended', { reason: 'ended or expired' })
    if (!user) throw invalidGrant('the grant has ended', { reason: 'the account is gone or disabled' })
    if (!sessionLives) throw invalidGrant('the grant has ended', { reason: 'the session it was made in has ended' })
    return { grant, user }
  },
})

/** Finds the grant that tokens are to be made of, with its person: the one place where it is asked whether both may still have any. */
@Injectable()
export class LiveGrants {
  constructor(
    private readonly grants: Grants,
    private readonly users: Users,
    private readonly sessions: Sessions,
  ) {}

  /**
   * @param sub whose grant it should be, where that is known: the person is then looked for at the same time
   * @throws OAuthError invalid_grant
   */
  async get(grantId: string, sub?: string): Promise<GrantWithUser> {
    const [grant, expected] = await Promise.all([this.grants.findLive(grantId), sub === undefined ? undefined : this.users.findBySub(sub)])
    const user = grant && grant.sub !== sub ? await this.users.findBySub(grant.sub) : expected
    return checkGrantLives(grant, user, grant === undefined || grant.offline || (await this.sessions.findBySid(grant.sid)) !== undefined)
  }
}
