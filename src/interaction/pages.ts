import { Injectable } from '@nestjs/common'
import type { Response } from 'express'
import { Events } from '../events/events'
import { PageRenderer } from '../http/pages/page-renderer'
import { InteractionHandles } from './interaction-handles'
import type { InteractionState } from './interaction-state'

/** Shows the pages of an interaction; each form carries the handle, sealed anew with what the page adds to it. */
@Injectable()
export class InteractionPages {
  constructor(
    private readonly pages: PageRenderer,
    private readonly handles: InteractionHandles,
    private readonly events: Events,
  ) {}

  /** @param step the last part of the form's address, and the name of its view */
  show(response: Response, step: string, { interaction, proven }: InteractionState, data: object, status = 200): void {
    this.events.note('page.shown', { page: step })
    const hidden = [{ name: 'handle', value: this.handles.seal(interaction) }]
    const shared = { action: `/interaction/${step}`, hidden, clientName: proven.client.name }
    this.pages.render(response, step, { ...shared, ...data }, { status, formAction: [proven.target.redirectUri] })
  }
}
