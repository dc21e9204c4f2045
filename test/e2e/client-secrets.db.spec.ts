import { randomBytes } from 'node:crypto'
import { toClientMetadata } from '#libs/client-metadata/to-client-metadata'
import { FlowStories } from '#operations/flows/flow-stories'
import type { FlowStory } from '#operations/flows/flow-story'
import { FlowWriter } from '#operations/flows/flow-writer'
import { Secrets } from '#platform/secrets/secrets'
import { ClientSecrets } from '#records/clients/client-secrets'
import { Clients } from '#records/clients/clients.repository'
import { readMetrics } from '../support/metrics-text'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

const newSecret = (): string => randomBytes(32).toString('hex')
const [fresh, old] = [newSecret(), newSecret()]
const base = { grant_types: ['client_credentials'], scope: 'payments' }
const job = { ...base, client_id: 'job', client_secrets: [fresh, old] }
const seed = { clients: [job], resources: [{ resource: 'https://api.example.com', scopes: ['payments'] }] }

describe('a client that replaces its secret', () => {
  const server = useServer({ seed, environment: { ALDGATE_METRICS_ALLOW: '127.0.0.1' } })
  const rp = new RelyingParty(server, 'job')
  const params = { grant_type: 'client_credentials' }
  const inForm = (secret: string) => rp.post('/token', { ...params, client_id: 'job', client_secret: secret })
  const inHeader = (secret: string) =>
    rp.post('/token', params, { authorization: `Basic ${Buffer.from(`job:${secret}`).toString('base64')}` })
  const statuses = async (...secrets: readonly string[]) => {
    const answers = await Promise.all(secrets.flatMap((secret) => [inForm(secret), inHeader(secret)]))
    return answers.map(({ status }) => status)
  }
  const register = async (secrets: object) => {
    const get = <Instance>(type: new (...args: never[]) => Instance): Instance => server.app.get(type, { strict: false })
    const { metadata, clientSecrets } = toClientMetadata({ ...base, client_id: 'job', ...secrets }, { production: true })
    const hashes = clientSecrets.map((secret) => get(ClientSecrets).hash('job', secret))
    await get(Clients).put(metadata, hashes, get(Secrets).digest('seed-digest', JSON.stringify(secrets)))
  }
  beforeEach(() => register({ client_secrets: [fresh, old] }))

  it('proves itself by either, in the header and in the form, then by the new one alone (RFC6749-2.3.1, SEC-150)', async () => {
    expect(await statuses(old, fresh)).toEqual([200, 200, 200, 200])
    await register({ client_secret: fresh })
    expect(await statuses(old, fresh)).toEqual([401, 401, 200, 200])
    await register({ client_secrets: [old] })
    expect(await statuses(old, fresh)).toEqual([200, 200, 401, 401])
  })

  it('is refused with any other secret, by the same answer (SEC-153)', async () => {
    const answers = await Promise.all([inForm(newSecret()), inForm(''), inForm(`${old} `), inForm(`${fresh},${old}`)])
    expect(new Set(answers.map(({ status, json }) => `${status} ${String(json['error_description'])}`)).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 401, json: { error: 'invalid_client' } })
  })

  it('is told by the story and the metrics which one it used, never the secret', async () => {
    const count = async (secret: string) => {
      const metrics = readMetrics(await (await fetch(`${server.issuer}/metrics`)).text())
      const samples = metrics.flatMap((metric) => metric.samples).filter(({ name }) => name === 'aldgate_client_secrets_total')
      return samples.find(({ labels }) => labels['secret'] === secret)?.value ?? Number.NaN
    }
    const before = [await count('current'), await count('old')]
    const stories = await Promise.all([inForm(old), inHeader(fresh)].map(async (answer) => storyOf((await answer).headers)))
    expect(stories.map(firstStep)).toEqual([
      'client job proved itself by client_secret_post (its old secret)',
      'client job proved itself by client_secret_basic (its current secret)',
    ])
    expect(JSON.stringify(stories)).not.toMatch(new RegExp(`${old}|${fresh}`))
    expect([await count('current'), await count('old')]).toEqual(before.map((value) => value + 1))
    await register({ client_secret: fresh })
    expect(firstStep(await storyOf((await inForm(fresh)).headers))).toBe('client job proved itself by client_secret_post')
  })

  const storyOf = async (headers: Headers): Promise<FlowStory> => {
    await server.app.get(FlowWriter).flush()
    const story = await server.app.get(FlowStories).find(headers.get('x-flow-id') ?? '')
    if (typeof story === 'string') throw new Error(story)
    return story
  }
  const firstStep = (story: FlowStory) => story.requests[0]?.steps[0]?.description
})
