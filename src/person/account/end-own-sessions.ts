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
    const { sub, sid: here } = signedIn.session
    await (sid === undefined ? this.sessions.endOthers({ sub, sid: here }, why) : this.sessions.endOne({ sub, sid }, why))
    return sid === undefined ? 'sessions' : 'session'
  }
}
