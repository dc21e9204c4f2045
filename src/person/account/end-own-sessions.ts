import { Injectable } from '@nestjs/common'
import type { SignedIn } from '#records/sessions/current-person'
import { Sessions } from '#records/sessions/sessions.repository'

const why = 'the person ended it'

/** Ends sessions of the person who asks, and of nobody else. */
@Injectable()
export class EndOwnSessions {
  constructor(private readonly sessions: Sessions) {}

  /**
   * @param sid the one to end; without it, all but the one that asks
   * @returns what has been done
   */
  async execute(signedIn: SignedIn, sid: string | undefined): Promise<'session' | 'sessions'> {
    const own = (await this.sessions.ofUser(signedIn.user.sub)).map((session) => session.sid)
    const meant = sid === undefined ? own.filter((one) => one !== signedIn.session.sid) : own.filter((one) => one === sid)
    for (const one of meant) await this.sessions.end(one, why)
    return sid === undefined ? 'sessions' : 'session'
  }
}
