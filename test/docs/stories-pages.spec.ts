import { loadSettings } from '#platform/config/load-settings'
import { FlowStories } from '#operations/flows/flow-stories'
import { FlowWriter } from '#operations/flows/flow-writer'
import { tellStory } from '#operations/flows/tell-story'
import { banner } from '#operations/start/banner'
import { Person } from '../support/person'
import { useServer } from '../support/use-server'
import { describePage } from './support/doc-page'
import { DocsClient } from './support/docs-client'
import { docsSeed, keys } from './support/docs-seed'
import { maskIssuer } from './support/mask-volatile'

/** What differs from story to story. */
const volatile: readonly (readonly [RegExp, string])[] = [
  [/\d{2}:\d{2}:\d{2}\.\d{3}/g, '<time>'],
  [/\b\d{4}-\d{2}-\d{2}\b/g, '<date>'],
  [/\d+ ms/g, '<n> ms'],
  [/made \d+ s ago/g, 'made <n> s ago'],
  [/grant [\w-]{22}(?![\w-])/g, 'grant <grant>'],
  [/(?<![\w-])[\w-]{43}(?![\w-])/g, '<key>'],
]

describe('the pages that tell a story', () => {
  const server = useServer({ seed: docsSeed, environment: { ALDGATE_NODE_NAME: 'node-a' } })
  const callback = 'https://payments.example.com/callback'

  /** A login that goes well until the client sends another redirect_uri to the token endpoint; as aldgate why tells it. */
  const aStory = async (): Promise<readonly string[]> => {
    const app = new DocsClient(server, 'payments-app', keys.payments, callback)
    const code = await new Person(server).getCode(await app.pushedUrl({}, {}))
    const flow = (await app.redeem(code, { redirect_uri: `${callback}/` })).headers.get('x-flow-id') ?? ''
    await server.app.get(FlowWriter).flush()
    const story = await server.app.get(FlowStories).find(flow)
    if (typeof story === 'string') throw new Error(`the flow is ${story}`)
    const named = volatile.reduce(
      (told, [pattern, name]) => told.replaceAll(pattern, name),
      tellStory(story).join('\n').replaceAll(flow, '<flow>'),
    )
    return maskIssuer(named, server.issuer).split('\n')
  }

  describePage('flows.md', (page) => {
    it('shows the story of a login that went wrong at its end', async () => {
      page.shows('story', (await aStory()).join('\n'))
    })
  })

  describePage('../README.md', (page) => {
    it('shows how such a story begins and ends', async () => {
      const lines = await aStory()
      const first = lines.indexOf('', 2)
      const last = lines.findIndex((line) => line.includes('POST /token'))
      page.shows('story', [...lines.slice(0, first), '…', ...lines.slice(last)].join('\n'))
    })

    it('shows what the first start prints', () => {
      page.shows('banner', banner(loadSettings({ NODE_ENV: 'development' })).slice(1))
    })
  })
})
