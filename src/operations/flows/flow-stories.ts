import { Injectable } from '@nestjs/common'
import { FlowEvents } from './flow-events.repository'
import { toFlowStory } from './flow-story'
import type { FlowStory } from './flow-story'

/** Why there is no story: none begins so, or more than one. */
export type NoStory = 'unknown' | 'ambiguous'

const idSyntax = /^[A-Za-z0-9_-]{4,22}$/

/** The stories of flows, by their ids or the beginnings of them. */
@Injectable()
export class FlowStories {
  constructor(private readonly flowEvents: FlowEvents) {}

  async find(idOrBeginning: string): Promise<FlowStory | NoStory> {
    const ids = idSyntax.test(idOrBeginning) ? await this.flowEvents.findIds(idOrBeginning) : []
    const [id] = ids
    if (id === undefined) return 'unknown'
    return ids.length > 1 ? 'ambiguous' : toFlowStory(id, await this.flowEvents.of(id))
  }
}
