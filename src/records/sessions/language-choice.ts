import { Injectable } from '@nestjs/common'
import type { Request, Response } from 'express'
import { LanguageCookie } from '#platform/http/languages/language-cookie'
import { preferLanguage } from '#platform/http/languages/language-preference'
import { Languages } from '#platform/http/languages/languages'
import { Users } from '#records/users/users.repository'
import type { User } from '#records/users/users.repository'
import { CurrentPerson } from './current-person'

/** Takes a person's choice of language: for this browser, and with their account where they are signed in. */
@Injectable()
export class LanguageChoice {
  constructor(
    private readonly languages: Languages,
    private readonly cookie: LanguageCookie,
    private readonly currentPerson: CurrentPerson,
    private readonly users: Users,
  ) {}

  /** @returns the language's tag; undefined when there is no such language, and nothing is changed */
  async choose(tag: string | undefined, request: Request, response: Response): Promise<string | undefined> {
    const language = this.languages.find(tag)
    if (!language) return undefined
    this.cookie.write(response, language.tag)
    const signedIn = await this.currentPerson.find(request)
    if (signedIn) await this.remember(signedIn.user, language.tag)
    preferLanguage(request, { chosen: language.tag })
    return language.tag
  }

  /** Keeps a choice that was made before the person signed in. */
  async remember(user: User, tag: string): Promise<void> {
    if (user.language !== tag) await this.users.rememberLanguage(user.sub, tag)
  }
}
