import { Injectable } from '@nestjs/common'
import { defineCheck } from '#libs/checks/define-check'
import { invalidRequest } from '#libs/oauth-errors/factories'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { open, seal } from '#libs/sealed-box/sealed-box'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { Clock } from '#platform/clock/clock'
import { checkBrowserCookie } from '#platform/http/browser-cookie'
import { Secrets } from '#platform/secrets/secrets'
import type { Interaction } from './interaction'

/** Longest handle in characters: it travels in addresses. */
const longestHandle = 4096
/** What the chosen account, a subject of 255 characters, the language and the consent page may add, encoded. */
const roomForPages = 600
const purpose = 'interaction'

const checkHandleLength = defineCheck({
  name: 'interaction-handle-length',
  clauses: ['RFC9126-1'],
  hint: 'Push long authorization requests to the pushed authorization request endpoint (RFC 9126): by URL, state may have about 2000 characters beside usual parameters, pushed 4096.',
  check(handle: string, longest: number) {
    if (handle.length > longest) throw invalidRequest('the request is too long; push it to the pushed authorization request endpoint')
  },
})

const checkHandleOpens = defineCheck({
  name: 'interaction-handle',
  clauses: ['SEC-207', 'SEC-310'],
  hint: 'Start again from the application: this page is too old, or its address was changed.',
  check(text: string | undefined): Interaction {
    if (text === undefined) throw invalidRequest('this page is not valid any more', { reason: 'the handle does not open' })
    return JSON.parse(text) as Interaction
  },
})

const checkInteractionLives = defineCheck({
  name: 'interaction-lives',
  clauses: ['SEC-310'],
  hint: 'Start again from the application: the page was open for too long.',
  check({ expiresAt }: Interaction, now: EpochSeconds) {
    if (expiresAt <= now) throw invalidRequest('this page is not valid any more', { reason: 'the interaction has expired' })
  },
})

/** A form or address made for one browser does nothing in another: neither forged logins nor borrowed links. */
const checkBrowser = defineCheck({
  name: 'interaction-browser',
  clauses: ['RFC9700-4.7', 'SEC-290', 'SEC-291'],
  hint: 'Start again from the application, in the browser that you want to sign in with.',
  check(interaction: Interaction, browser: string) {
    if (interaction.browser !== browser)
      throw new OAuthError({ code: 'invalid_request', status: 403, description: 'this page belongs to another browser' })
  },
})

/** Seals interactions into handles and opens them again, in the browser they were made for. */
@Injectable()
export class InteractionHandles {
  constructor(
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /**
   * Leaves room for what the pages add, so that no person gets stuck halfway.
   *
   * @throws OAuthError invalid_request when the request is too long
   */
  checkRoom(interaction: Interaction): void {
    checkHandleLength(this.#seal(interaction), longestHandle - roomForPages)
  }

  /** @throws OAuthError invalid_request when the request in it is too long */
  seal(interaction: Interaction): string {
    const handle = this.#seal(interaction)
    checkHandleLength(handle, longestHandle)
    return handle
  }

  /** @throws OAuthError invalid_request (400; 403 in another browser) */
  open(handle: string | undefined, browser: string | undefined): Interaction {
    const interaction = checkHandleOpens(open(handle ?? '', this.secrets.keysOfDay('interaction', this.clock.now()), purpose))
    checkBrowser(interaction, checkBrowserCookie(browser))
    return interaction
  }

  /** @throws OAuthError invalid_request when its time is over */
  checkLives(interaction: Interaction): void {
    checkInteractionLives(interaction, this.clock.now())
  }

  #seal(interaction: Interaction): string {
    return seal(JSON.stringify(interaction), this.secrets.keysOfDay('interaction', this.clock.now()), purpose)
  }
}
