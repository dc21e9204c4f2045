import { Injectable } from '@nestjs/common'
import type { Request, Response } from 'express'
import { digestHandle, newId } from '#libs/opaque-token/opaque-token'
import { open, seal } from '#libs/sealed-box/sealed-box'
import { Clock } from '#platform/clock/clock'
import { Cookies } from '#platform/http/cookies'
import { Secrets } from '#platform/secrets/secrets'

const cookieName = 'aldgate_known'
const lifetimeSeconds = 180 * 24 * 60 * 60
/** So many accounts are remembered of one browser, those that logged in last. */
const mostAccounts = 5

/** A browser in which accounts have logged in before. */
export interface KnownBrowser {
  /** What failures in it are counted under. */
  readonly id: string
  /** Digests of the accounts' subs. */
  readonly accounts: readonly string[]
}

type Mark = KnownBrowser & { readonly until: number }

const digestOf = (sub: string) => digestHandle('known-browser', sub)

/**
 * Recognizes browsers in which an account has logged in before, by a sealed cookie. It opens nothing: it spares the account's own person the
 * wait that guesses of strangers bring about.
 */
@Injectable()
export class KnownBrowsers {
  constructor(
    private readonly cookies: Cookies,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  read(request: Request): KnownBrowser | undefined {
    const text = open(this.cookies.read(request, cookieName) ?? '', this.secrets.keysFor('known-browser'), 'known-browser')
    const mark = text === undefined ? undefined : (JSON.parse(text) as Mark)
    return mark && mark.until > this.clock.now() ? mark : undefined
  }

  /** Writes down that the account has logged in in this browser. */
  remember(request: Request, response: Response, sub: string): void {
    const known = this.read(request)
    const accounts = [digestOf(sub), ...(known?.accounts ?? []).filter((one) => one !== digestOf(sub))].slice(0, mostAccounts)
    const mark: Mark = { id: known?.id ?? newId(), accounts, until: this.clock.now() + lifetimeSeconds }
    const sealed = seal(JSON.stringify(mark), this.secrets.keysFor('known-browser'), 'known-browser')
    this.cookies.set(response, cookieName, sealed, lifetimeSeconds)
  }
}

/** Whether the account has logged in in the browser before. */
export const isKnownTo = ({ accounts }: KnownBrowser, sub: string): boolean => accounts.includes(digestOf(sub))
