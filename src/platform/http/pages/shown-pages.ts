import { Injectable } from '@nestjs/common'
import { Clock } from '#platform/clock/clock'
import { open, seal } from '#libs/sealed-box/sealed-box'
import { Secrets } from '#platform/secrets/secrets'

/** A page that can be shown again: one that has an address of its own, or one whose content is carried along. */
export type ShownPage = { readonly address: string } | { readonly view: string; readonly data: object }

const purpose = 'page'

/** Carries a page from one language to the next, sealed: nobody else decides where a form leads or what a page says. */
@Injectable()
export class ShownPages {
  constructor(
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  seal(page: ShownPage): string {
    return seal(JSON.stringify(page), this.secrets.keysOfDay('page', this.clock.now()), purpose)
  }

  /** Undefined for everything that this server has not sealed. */
  open(sealed: string | undefined): ShownPage | undefined {
    const text = open(sealed ?? '', this.secrets.keysOfDay('page', this.clock.now()), purpose)
    return text === undefined ? undefined : (JSON.parse(text) as ShownPage)
  }
}
