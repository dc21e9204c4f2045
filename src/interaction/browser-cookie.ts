import { Injectable } from '@nestjs/common'
import type { Request, Response } from 'express'
import { digestHandle, newHandle } from '#libs/opaque-token/opaque-token'
import { Cookies } from '../http/cookies'

const cookieName = 'aldgate_browser'
const syntax = /^[A-Za-z0-9_-]{43}$/

/** Tells browsers apart, so that handles and forms work in the one they were made for and in no other. */
@Injectable()
export class BrowserCookie {
  constructor(private readonly cookies: Cookies) {}

  /** The browser's mark; undefined when it has none. */
  read(request: Request): string | undefined {
    const value = this.cookies.read(request, cookieName)
    return value !== undefined && syntax.test(value) ? digestHandle('browser', value) : undefined
  }

  /** The browser's mark; a new one when it has none. */
  ensure(request: Request, response: Response): string {
    const known = this.read(request)
    if (known !== undefined) return known
    const value = newHandle()
    this.cookies.set(response, cookieName, value)
    return digestHandle('browser', value)
  }
}
