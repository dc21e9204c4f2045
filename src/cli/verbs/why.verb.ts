import { DatabaseModule } from '../../database/database.module'
import { FlowRecordsModule } from '../../flows/flow-records.module'
import { FlowStories } from '../../flows/flow-stories'
import { tellStory } from '../../flows/tell-story'
import { CliVerb, VerbFailure } from '../cli-verb'
import type { Verb, VerbOutput } from '../cli-verb'

const noStory = {
  unknown: 'no flow begins so; ids are in x-flow-id, on error pages and in the log, and are forgotten after ALDGATE_FLOW_RETENTION days',
  ambiguous: 'more than one flow begins so: give more of the id',
} as const

/** Tells what happened in a flow, and why something in it was refused. */
@CliVerb({
  name: 'why',
  usage: 'why FLOW',
  description: 'Tells what happened in a flow, and why it was refused. The beginning of its id will do.',
  modules: [DatabaseModule, FlowRecordsModule],
})
export class WhyVerb implements Verb {
  constructor(private readonly stories: FlowStories) {}

  async run([id = '']: readonly string[]): Promise<VerbOutput> {
    const story = await this.stories.find(id)
    if (typeof story === 'string') throw new VerbFailure(`${JSON.stringify(id)}: ${noStory[story]}`)
    return { lines: tellStory(story), data: story }
  }
}
