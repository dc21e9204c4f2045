import { Injectable } from '@nestjs/common'
import { FlowEvents } from './flow-events.repository'
import { toFlowStory } from './flow-story'
import type { FlowStory } from './flow-story'

/** Why there is no story: too little of the id was given, no id begins so, or more than one. */
export type NoStory = 'short' | 'unknown' | 'ambiguous'

const shortest = 4
const idSyntax = /^[A-Za-z0-9_-]{4,22}$/

/** The stories of flows, by their ids or the beginnings of them. */
@Injectable()
export class FlowStories {
  constructor(private readonly flowEvents: FlowEvents) {}

  async find(idOrBeginning: string): Promise<FlowStory | NoStory> {
    if (idOrBeginning.length < shortest) return 'short'
    const ids = idSyntax.test(idOrBeginning) ? await this.flowEvents.findIds(idOrBeginning) : []
    const [id] = ids
    if (id === undefined) return 'unknown'
    return ids.length > 1 ? 'ambiguous' : toFlowStory(id, await this.flowEvents.of(id))
  }
}
