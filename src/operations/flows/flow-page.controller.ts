import { Controller, Get, Param, Res, UseGuards } from '@nestjs/common'
import type { Response } from 'express'
import { defineCheck } from '#libs/checks/define-check'
import { Access } from '#platform/http/access'
import { httpRefusal } from '#platform/http/errors/http-refusals'
import { PageRenderer } from '#platform/http/pages/page-renderer'
import { FlowReaderGuard } from './flow-reader.guard'
import { FlowStories } from './flow-stories'
import type { NoStory } from './flow-stories'
import type { FlowStory } from './flow-story'
import { FlowWriter } from './flow-writer'

/** The beginning of an id is enough at the command line. Here, where strangers ask in development, nobody finds one by trying. */
const wholeId = /^[A-Za-z0-9_-]{22}$/

const checkFlowKnown = defineCheck({
  name: 'flow-known',
  clauses: [],
  hint: 'Take the whole id from x-flow-id or the error page. Flows are forgotten after ALDGATE_FLOW_RETENTION days.',
  check(found: FlowStory | NoStory): FlowStory {
    if (typeof found === 'string') throw httpRefusal(404, 'no flow of this id is remembered')
    return found
  },
})

/** The page that explains a flow: what error_uri leads to in development. */
@Controller('flows')
@Access('admin')
@UseGuards(FlowReaderGuard)
export class FlowPageController {
  constructor(
    private readonly stories: FlowStories,
    private readonly writer: FlowWriter,
    private readonly pages: PageRenderer,
  ) {}

  @Get(':id')
  async show(@Param('id') id: string, @Res() response: Response): Promise<void> {
    // What this node has just answered is to be on the page too.
    await this.writer.flush()
    const story = checkFlowKnown(wholeId.test(id) ? await this.stories.find(id) : 'unknown')
    this.pages.render(response, 'flow', { story }, { languageForm: 'none' })
  }
}
