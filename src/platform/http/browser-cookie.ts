import { Injectable } from '@nestjs/common'
import type { Request, Response } from 'express'
import { defineCheck } from '#libs/checks/define-check'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { digestHandle, newHandle } from '#libs/opaque-token/opaque-token'
import { Cookies } from './cookies'

const cookieName = 'aldgate_browser'
const syntax = /^[A-Za-z0-9_-]{43}$/

/** A browser that keeps cookies from this server gets no further; here it learns why. */
export const checkBrowserCookie = defineCheck({
  name: 'browser-cookie',
  clauses: ['SEC-290', 'SEC-291'],
  hint: 'Cookies of this server must be allowed: they tie a page to the browser that it was made for.',
  check(browser: string | undefined): string {
    if (browser === undefined)
      throw new OAuthError({ code: 'invalid_request', status: 403, description: 'the browser did not send its cookie' })
    return browser
  },
})

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
