import { Injectable } from '@nestjs/common'
import type { Request, Response } from 'express'
import { Cookies } from '../cookies'

const cookieName = 'aldgate_language'
const yearSeconds = 365 * 24 * 60 * 60

/** Remembers in the browser which language a person chose. */
@Injectable()
export class LanguageCookie {
  constructor(private readonly cookies: Cookies) {}

  read(request: Request): string | undefined {
    return this.cookies.read(request, cookieName)
  }

  write(response: Response, language: string): void {
    this.cookies.set(response, cookieName, language, yearSeconds)
  }
}
