import { DatabaseModule } from '#platform/database/database.module'
import { FlowRecordsModule } from '#operations/flows/flow-records.module'
import { FlowStories } from '#operations/flows/flow-stories'
import type { NoStory } from '#operations/flows/flow-stories'
import type { FlowStory } from '#operations/flows/flow-story'
import { tellStory } from '#operations/flows/tell-story'
import { setTimeout as sleep } from 'node:timers/promises'
import { CliVerb, VerbFailure } from '../cli-verb'
import type { Verb, VerbOutput } from '../cli-verb'

const wholeId = 22
const writtenAfterMs = 700

const noStory = {
  short: 'give at least four characters of the id: fewer fit too many flows',
  unknown:
    'there is no flow whose id begins like this; ids are in x-flow-id, on error pages and in the log, and are deleted after ALDGATE_FLOW_RETENTION days',
  ambiguous: 'more than one flow has an id that begins like this; give more of it',
} as const

/** Tells what happened in a flow, and why something in it was refused. */
@CliVerb({
  name: 'why',
  usage: 'why FLOW',
  description: 'Shows what happened in a flow, and why it was refused. The beginning of its id is enough.',
  modules: [DatabaseModule, FlowRecordsModule],
})
export class WhyVerb implements Verb {
  constructor(private readonly stories: FlowStories) {}

  async run([id = '']: readonly string[]): Promise<VerbOutput> {
    const story = await this.#find(id)
    if (typeof story === 'string') throw new VerbFailure(`${JSON.stringify(id)}: ${noStory[story]}`)
    return { lines: tellStory(story), data: story }
  }

  /** A flow of just now may still be in the memory of the node that answered. */
  async #find(id: string): Promise<FlowStory | NoStory> {
    const found = await this.stories.find(id)
    if (found !== 'unknown' || id.length < wholeId) return found
    await sleep(writtenAfterMs)
    return this.stories.find(id)
  }
}
