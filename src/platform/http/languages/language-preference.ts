import type { Request } from 'express'
import { RequestNote } from '../request-note'

/** What is known of the language that a person wants, the strongest first. Each may hold whatever somebody sent. */
export interface LanguagePreference {
  /** Chosen on a page, for as long as this lasts. */
  readonly chosen?: string | undefined
  /** What the application asks for, in its order (OpenID Connect Core §3.1.2.1, ui_locales). */
  readonly uiLocales?: string | undefined
  /** What the person who is signed in has chosen before. */
  readonly stored?: string | undefined
}

const preferences = new RequestNote<LanguagePreference>('language')

/** Whoever learns something of the language while a request is answered says it here; pages ask when they are shown. */
export function preferLanguage(request: Request, preference: LanguagePreference): void {
  preferences.put(request, { ...preferences.of(request), ...preference })
}

export const languagePreferenceOf = (request: Request): LanguagePreference => preferences.of(request) ?? {}
