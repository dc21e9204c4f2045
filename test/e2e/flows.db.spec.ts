import { randomBytes } from 'node:crypto'
import { runCommand } from '#operations/cli/run'
import { FlowStories } from '#operations/flows/flow-stories'
import type { FlowStory } from '#operations/flows/flow-story'
import { FlowWriter } from '#operations/flows/flow-writer'
import { e2eSeed, keys, secret } from '../support/e2e-seed'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'
import { useServer } from '../support/use-server'

const storyOf = async (server: TestServer, flow: string): Promise<FlowStory> => {
  await server.app.get(FlowWriter).flush()
  const story = await server.app.get(FlowStories).find(flow)
  if (typeof story === 'string') throw new Error(`${flow} is ${story}`)
  return story
}
const stepsOf = (story: FlowStory) => story.requests.flatMap(({ path, steps }) => steps.map(({ step }) => `${path} ${step}`))
const flowOf = (answer: { readonly headers: Headers }) => answer.headers.get('x-flow-id') ?? ''

describe('a flow', () => {
  const KEY_ENCRYPTION_KEY = randomBytes(32).toString('base64')
  const server = useServer({ seed: e2eSeed, environment: { KEY_ENCRYPTION_KEY } })
  const rp = new RelyingParty(server, 'fapi', keys.fapi)

  it('tells every step from the pushed request to the revocation', async () => {
    const pushed = await rp.push({}, {})
    const code = await new Person(server).getCode(rp.authorizationUrl({ request_uri: String(pushed.json['request_uri']) }))
    const { json } = await rp.redeem(code)
    const answers = [
      await rp.userinfo(String(json['access_token'])),
      await rp.refresh(String(json['refresh_token'])),
      await rp.introspect(String(json['access_token'])),
      await rp.revoke(String(json['refresh_token'])),
    ]
    const flow = flowOf(pushed)
    expect(answers.map(flowOf)).toEqual([flow, flow, flow, flow])
    const story = await storyOf(server, flow)
    expect(stepsOf(story)).toEqual([
      '/par client.authenticated',
      '/par proof.verified',
      '/par request.pushed',
      '/authorize request.opened',
      '/authorize page.shown',
      '/interaction/login login.succeeded',
      '/interaction page.shown',
      '/interaction/consent grant.made',
      '/interaction/consent consent.given',
      '/interaction/consent code.sent',
      '/token client.authenticated',
      '/token proof.verified',
      '/token tokens.issued',
      '/userinfo proof.verified',
      '/userinfo token.verified',
      '/userinfo claims.released',
      '/token client.authenticated',
      '/token proof.verified',
      '/token tokens.issued',
      '/introspect client.authenticated',
      '/introspect token.introspected',
      '/revoke client.authenticated',
      '/revoke token.revoked',
      '/revoke grant.ended',
    ])
    expect(story).toMatchObject({ outcome: 'taken', client: 'fapi' })
  })

  it('goes on to the logout of the session that it began (OIDCRPIL-2)', async () => {
    const person = new Person(server)
    const pushed = await rp.push({}, {})
    await person.getCode(rp.authorizationUrl({ request_uri: String(pushed.json['request_uri']) }))
    await person.submit(await person.page('/logout'), { decision: 'logout' })
    const story = await storyOf(server, flowOf(pushed))
    expect(stepsOf(story).slice(-1)).toEqual(['/logout/confirm session.ended'])
    expect(story.requests.map(({ path }) => path).slice(-1)).toEqual(['/logout/confirm'])
  })

  it('tells why a token request was refused: check, clause, expected beside received, remedy', async () => {
    const code = await new Person(server).getCode(await rp.pushedUrl())
    const answer = await rp.redeem(code, { redirect_uri: 'https://rp.example.com/cb/' })
    const { refusal, outcome } = await storyOf(server, flowOf(answer))
    expect(outcome).toBe('refused')
    expect(refusal).toMatchObject({
      error: 'invalid_grant',
      check: 'code-redirect-uri',
      clauses: [{ id: 'RFC6749-4.1.3', url: 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3' }, { id: 'SEC-188' }],
      expected: 'https://rp.example.com/cb',
      received: 'https://rp.example.com/cb/',
      hint: expect.stringContaining('same redirect_uri') as string,
    })
  })

  it('names the client of an authorization request that was refused (RFC6749-3.1.2.4)', async () => {
    for (const strange of [
      { redirect_uri: 'https://evil.example/cb' },
      { response_type: 'token' },
      { request_uri: 'urn:ietf:params:oauth:request_uri:x' },
    ]) {
      const web = new RelyingParty(server, 'web-post')
      const { headers } = await fetch(web.authorizationUrl({ ...web.authorizationParams(), ...strange }), { redirect: 'manual' })
      expect(await storyOf(server, flowOf({ headers }))).toMatchObject({ client: 'web-post', outcome: 'refused' })
    }
  })

  it('of a failed client authentication, and of client credentials, is a flow of its own', async () => {
    const failed = await rp.post('/token', { grant_type: 'client_credentials', client_id: 'web-post', client_secret: 'x'.repeat(32) })
    expect(await storyOf(server, flowOf(failed))).toMatchObject({ outcome: 'refused', refusal: { check: 'client-secret' } })
    const machine = new RelyingParty(server, 'machine', keys.machine)
    const answer = await machine.call('/token', { grant_type: 'client_credentials' })
    expect(stepsOf(await storyOf(server, flowOf(answer)))).toContain('/token tokens.issued')
    expect(flowOf(answer)).not.toBe(flowOf(failed))
  })

  it('says why an introspected token is not active, to the operator alone (SEC-236)', async () => {
    const answer = await rp.introspect('unknown')
    expect(answer.json).toEqual({ active: false })
    const [request] = (await storyOf(server, flowOf(answer))).requests
    expect(request?.steps.at(-1)?.description).toBe('the token is not active: there is no such refresh token of the caller')
  })

  it('says why a revocation found nothing to end, to the operator alone (SEC-243)', async () => {
    const { json } = await rp.redeem(await new Person(server).getCode(await rp.pushedUrl()))
    const others = new RelyingParty(server, 'fapi-2', keys.fapi2)
    const said = async (token: unknown) => {
      const [request] = (await storyOf(server, flowOf(await others.revoke(String(token))))).requests
      return request?.steps.at(-1)?.description
    }
    expect(await said('unknown')).toBe('nothing was revoked: there is no such refresh token')
    expect(await said(json['refresh_token'])).toBe('nothing was revoked: the refresh token is of another client')
    expect(await said(json['access_token'])).toBe('nothing was revoked: the access token is of another client')
    expect(await said('a.b.c')).toMatch(/^nothing was revoked: ./)
  })

  it('is not kept of health checks and documents', async () => {
    for (const path of ['/health/live', '/.well-known/openid-configuration', '/jwks']) await fetch(server.issuer + path)
    await server.app.get(FlowWriter).flush()
    const story = await storyOf(server, flowOf(await rp.introspect('unknown')))
    expect(story.requests).toHaveLength(1)
    for (const path of ['/health/live', '/jwks'])
      await expect(storyOf(server, flowOf(await fetch(server.issuer + path)))).rejects.toThrow('is unknown')
  })

  it('is explained by the command line, whole or by the beginning of its id', async () => {
    const failed = await rp.post('/token', { grant_type: 'client_credentials', client_id: 'web-post', client_secret: 'x'.repeat(32) })
    const flow = flowOf(failed)
    const { location } = server.settings.database
    const DATABASE_URL = location.kind === 'sqlite' ? `sqlite://${location.path}` : location.url
    const environment = { NODE_ENV: 'test', DATABASE_URL, KEY_ENCRYPTION_KEY }
    const run = (...words: string[]) => runCommand(words, environment)
    const told = await run('why', flow)
    expect(told).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining('Send the client_secret that the client is registered') as string,
    })
    expect((await run('why', flow.slice(0, 12))).output).toBe(told.output)
    expect(JSON.parse((await run('why', '--json', flow)).output)).toMatchObject({ flow, refusal: { check: 'client-secret' } })
    expect(await run('why', 'unknown-flow')).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining('no flow whose id begins like this') as string,
    })
    expect(await run('why')).toMatchObject({ exitCode: 2 })
    const listed = await run('flows', '--outcome', 'refused', '--since', '15m')
    expect(listed.output).toContain(`${flow}  `)
    expect((await run('flows', '--user', 'nobody')).exitCode).toBe(2)
    expect((await run('flows', '--since', 'yesterday')).exitCode).toBe(2)
    expect((await run('flows', '--outcome', 'good')).exitCode).toBe(2)
    expect((await run('flows', '--limit', '0')).exitCode).toBe(2)
    expect(JSON.parse((await run('flows', '--json', '--user', 'alice', '--client', 'fapi')).output)).toHaveProperty('flows')
    expect((await run('flows', '--client', 'nobody')).output).toBe('There are no such flows.')
  })

  it('is shown to administrators alone outside development (SEC-364)', async () => {
    const flow = flowOf(await rp.introspect('unknown'))
    const stranger = await new Person(server).page(`/flows/${flow}`)
    expect(stranger).toMatchObject({ status: 403, html: expect.stringContaining('access_denied') as string })
    expect(stranger.html).not.toContain('not active')
  })
})

describe('a flow, to an administrator', () => {
  const server = useServer({ seed: e2eSeed, environment: { ALDGATE_ADMINISTRATORS: 'alice' } })

  it('is a page, by its whole id; to other people it is none (SEC-364)', async () => {
    const web = new RelyingParty(server, 'web-post')
    const [alice, bob] = [new Person(server), new Person(server, 'bob', 'wooden shoes and windmills')]
    for (const person of [alice, bob]) await person.getCode(web.authorizationUrl(web.authorizationParams()))
    const refused = await web.post('/token', { client_id: 'web-post', client_secret: secret, grant_type: 'refresh_token' })
    const path = `/flows/${flowOf(refused)}`
    expect((await bob.page(path)).status).toBe(403)
    const page = await alice.page(path)
    expect(page).toMatchObject({ status: 200, html: expect.stringContaining('refresh_token is required') as string })
    expect((await alice.page('/flows/unknown')).status).toBe(404)
    expect((await alice.page(path.slice(0, -1))).status).toBe(404)
  })
})

describe('a flow in development', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ seed: e2eSeed, environment: { NODE_ENV: 'development' } })
  })
  afterAll(() => server.close())

  it('is what error_uri leads to: the page that explains this refusal (RFC6749-5.2)', async () => {
    const rp = new RelyingParty(server, 'fapi', keys.fapi)
    const { json, headers } = await rp.push({ code_challenge_method: 'plain' })
    expect(json['error_uri']).toBe(`${server.issuer}/flows/${headers.get('x-flow-id')}`)
    const page = await new Person(server).page(String(json['error_uri']))
    expect(page.status).toBe(200)
    expect(page.html).toContain('check-pkce')
    expect(page.html).toContain('https://www.rfc-editor.org/rfc/rfc7636#section-4.3')
  })

  it('is linked from the error page', async () => {
    const page = await new Person(server).page('/authorize?client_id=nobody')
    expect(page.html).toContain(`${server.issuer}/flows/`)
  })

  it('shows what a client wrote as text (SEC-295, SEC-444)', async () => {
    const rp = new RelyingParty(server, 'web-post')
    const scope = 'openid <script>alert(1)</script>'
    const refused = await rp.post('/token', { client_id: 'web-post', client_secret: secret, grant_type: scope })
    const page = await new Person(server).page(`/flows/${flowOf(refused)}`)
    expect(page.html).not.toContain('<script>alert')
    expect(page.html).toContain('&lt;script&gt;alert')
  })
})
