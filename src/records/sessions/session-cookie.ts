import { Injectable } from '@nestjs/common'
import type { Request, Response } from 'express'
import { Cookies } from '#platform/http/cookies'
import { Sessions } from './sessions.repository'
import type { Session } from './session'

const cookieName = 'aldgate_session'

/** Ties a browser to its session: the cookie holds nothing but an opaque handle. */
@Injectable()
export class SessionCookie {
  constructor(
    private readonly cookies: Cookies,
    private readonly sessions: Sessions,
  ) {}

  async read(request: Request): Promise<Session | undefined> {
    return this.sessions.find(this.cookies.read(request, cookieName))
  }

  write(response: Response, handle: string): void {
    this.cookies.set(response, cookieName, handle)
  }

  clear(response: Response): void {
    this.cookies.clear(response, cookieName)
  }
}
