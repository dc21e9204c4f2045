import { Injectable } from '@nestjs/common'
import type { Request } from 'express'
import { preferLanguage } from '#platform/http/languages/language-preference'
import { SessionCookie } from './session-cookie'
import { Users } from '#records/users/users.repository'
import type { User } from '#records/users/users.repository'
import type { Session } from './session'

/** Who is logged in in a browser. */
export interface SignedIn {
  readonly session: Session
  readonly user: User
}

/** Who is logged in in the browser that a request comes from. */
@Injectable()
export class CurrentPerson {
  constructor(
    private readonly sessionCookie: SessionCookie,
    private readonly users: Users,
  ) {}

  /** Undefined when nobody is, or the account is gone or disabled. */
  async find(request: Request): Promise<SignedIn | undefined> {
    const session = await this.sessionCookie.read(request)
    const user = session && (await this.users.findBySub(session.sub))
    if (user) preferLanguage(request, { stored: user.language })
    return session && user && { session, user }
  }
}
