import { Injectable } from '@nestjs/common'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { Clock } from '#platform/clock/clock'
import { Clients } from './clients.repository'

/** How long, in seconds, the origins are taken to be what they were: whether a client may do anything is never asked here. */
const staleSeconds = 5

/** The origins that browser clients live at: those of the redirect URIs of public clients. */
@Injectable()
export class BrowserOrigins {
  #known: { readonly origins: Promise<ReadonlySet<string>>; readonly until: number } | undefined

  constructor(
    private readonly clients: Clients,
    private readonly clock: Clock,
  ) {}

  /** @param origin as a browser sends it, e.g. https://app.example.com */
  async has(origin: string): Promise<boolean> {
    const now = this.clock.now()
    if (!this.#known || this.#known.until <= now) this.#known = { origins: this.#load(), until: now + staleSeconds }
    return (await this.#known.origins).has(origin)
  }

  async #load(): Promise<ReadonlySet<string>> {
    try {
      return new Set((await this.clients.all()).flatMap(originsOf))
    } catch (error) {
      this.#known = undefined
      throw error
    }
  }
}

const originsOf = ({ isPublic, metadata }: RegisteredClient): readonly string[] =>
  isPublic ? metadata.redirect_uris.filter((uri) => /^https?:/.test(uri)).map((uri) => new URL(uri).origin) : []
