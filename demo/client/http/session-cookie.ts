import { parse, serialize } from 'cookie'
import type { Request, Response } from 'express'

// Cookies know no ports: the name must not be one of the server's.
const name = 'aldgate_demo'

export const readSessionCookie = ({ headers }: Request): string | undefined => parse(headers.cookie ?? '')[name]

/** Hands the browser its session, until it closes. Lax, because the server sends the browser back here by a redirect. */
export const writeSessionCookie = (response: Response, id: string): Response =>
  response.append('set-cookie', serialize(name, id, { httpOnly: true, sameSite: 'lax', path: '/' }))
