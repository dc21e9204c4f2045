import { Injectable } from '@nestjs/common'
import type { Response } from 'express'
import { Events } from '#platform/events/events'
import { Languages } from '#platform/http/languages/languages'
import { PageRenderer } from '#platform/http/pages/page-renderer'
import { InteractionHandles } from './interaction-handles'
import type { InteractionState } from './interaction-state'

/** Shows the pages of an interaction; each form carries the handle, sealed anew with what the page adds to it. */
@Injectable()
export class InteractionPages {
  constructor(
    private readonly pages: PageRenderer,
    private readonly languages: Languages,
    private readonly handles: InteractionHandles,
    private readonly events: Events,
  ) {}

  /** @param step the last part of the form's address, and the name of its view */
  show(response: Response, step: string, { interaction, proven }: InteractionState, data: object, status = 200): void {
    this.events.note('page.shown', { page: step })
    const hidden = [{ name: 'handle', value: this.handles.seal(interaction) }]
    const client = proven.client.displayIn(this.languages.of(response.req).tag)
    const options = {
      status,
      leadsToClient: true,
      images: [client.logoUri],
      languageForm: { action: '/interaction/language', hidden },
    }
    this.pages.render(response, step, { action: `/interaction/${step}`, hidden, client, ...data }, options)
  }
}
