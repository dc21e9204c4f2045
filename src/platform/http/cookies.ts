import { Injectable } from '@nestjs/common'
import { parseCookie, stringifySetCookie } from 'cookie'
import type { Request, Response } from 'express'
import { issuerPathOf } from '#libs/issuer/issuer-path'
import { ServerSettings } from '#platform/config/server-settings'

/**
 * What the name of a cookie ends with, so that issuers on one host do not overwrite each other's: browsers tell cookies apart by host, not
 * by port, and the prefix __Host- requires the path `/`. In a path, `~` cannot occur.
 */
function suffixOf(issuer: string): string {
  const { port } = new URL(issuer)
  return (port === '' ? '' : `.${port}`) + issuerPathOf(issuer).replaceAll('/', '~')
}

/**
 * The browser's cookies: for this host alone, unseen by scripts, and secure wherever the issuer is https.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6265#section-4.1
 */
@Injectable()
export class Cookies {
  readonly #secure: boolean
  readonly #suffix: string

  constructor({ issuer }: ServerSettings) {
    this.#secure = issuer.startsWith('https:')
    this.#suffix = suffixOf(issuer)
  }

  /** The cookie's value; the first where a browser sends several, undefined where there is none or garbage. */
  read(request: Request, name: string): string | undefined {
    return parseCookie(request.headers.cookie ?? '')[this.#nameOf(name)]
  }

  /** Without a lifetime (seconds) the cookie goes with the browser's session. */
  set(response: Response, name: string, value: string, maxAgeSeconds?: number): void {
    this.#replace(response, name, value, maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds })
  }

  clear(response: Response, name: string): void {
    this.#replace(response, name, '', { maxAge: 0, expires: new Date(0) })
  }

  #replace(response: Response, name: string, value: string, lifetime: { maxAge?: number; expires?: Date }): void {
    const fullName = this.#nameOf(name)
    const others = [response.getHeader('set-cookie') ?? []].flat().map(String)
    const cookie = stringifySetCookie({
      name: fullName,
      value,
      path: '/',
      httpOnly: true,
      secure: this.#secure,
      sameSite: 'lax',
      ...lifetime,
    })
    response.setHeader('set-cookie', [...others.filter((other) => !other.startsWith(`${fullName}=`)), cookie])
  }

  #nameOf(name: string): string {
    return `${this.#secure ? '__Host-' : ''}${name}${this.#suffix}`
  }
}
