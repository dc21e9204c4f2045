import { commandLineOf } from '../support/command-line'
import type { CommandLine } from '../support/command-line'
import { e2eSeed, keys, secret } from '../support/e2e-seed'
import { Person } from '../support/person'
import type { Page } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { random } from '../support/test-keys'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'

const marker = 'hostile'
/** Colours and cursor for terminals, lines for logs, markup for pages, a line and a label for metrics, a turn of direction for readers. */
const evil = `${marker}\u001b[2J\u009b31m\r\n{"level":30}\u2028<img src=x onerror=alert(1)>"'}\nevil{a="b"} 1 \u202egnp.exe`
const name = `${marker} <b onclick=alert(1)>Bank</b> "knab"`
// What moves a cursor, ends a line or turns the direction; the line feeds between lines are the command's own.
const active = /[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

describe('what was sent to harm readers', () => {
  const lines: string[] = []
  const flows: string[] = []
  const pages: Page[] = []
  let server: TestServer
  let administrator: CommandLine
  beforeAll(async () => {
    const log = { write: (line: string) => void lines.push(line) }
    const [first, ...others] = e2eSeed.clients
    const seed = { ...e2eSeed, clients: [{ ...first, client_name: name }, ...others] }
    server = await startServer({ seed, log, environment: { NODE_ENV: 'development', ALDGATE_METRICS_ALLOW: '127.0.0.1' } })
    administrator = commandLineOf(server)
    await sendAll()
    for (const flow of flows) pages.push(await new Person(server).page(`/flows/${flow}`))
  })
  afterAll(() => server.close())

  const asHeader = encodeURIComponent(evil).replaceAll('%', '\u00a0')
  const headers = { 'user-agent': asHeader, 'accept-language': asHeader, traceparent: asHeader, forwarded: asHeader }
  const sendAll = async () => {
    const [fapi, web] = [new RelyingParty(server, 'fapi', keys.fapi), new RelyingParty(server, 'web-post')]
    const answers = [
      await web.post('/token', { client_id: evil, client_secret: evil, grant_type: evil }, headers),
      await web.post('/token', { client_id: 'web-post', client_secret: secret, grant_type: evil }, headers),
      await web.post('/token', {
        client_id: 'web-post',
        client_secret: secret,
        grant_type: 'authorization_code',
        code: evil,
        [evil]: evil,
      }),
      await fapi.push({ scope: evil }),
      await fapi.push({ redirect_uri: evil }),
      await fapi.push({ claims: evil, resource: evil, prompt: evil }),
      await fapi.call('/token', { grant_type: 'client_credentials', scope: evil }),
      await fapi.push({}, { dpop: fapi.proof('POST', evil, { jti: evil }, { typ: evil }) }),
    ]
    flows.push(...answers.map((answer) => answer.headers.get('x-flow-id') ?? ''))
    for (const address of [`/authorize?client_id=${encodeURIComponent(evil)}`, `/${encodeURIComponent(evil)}?${encodeURIComponent(evil)}`])
      await visit(address)
    await visit(web.authorizationUrl(web.authorizationParams({ ui_locales: evil, scope: evil, state: evil })))
    const person = new Person(server, evil, `${evil}${random(8)}`)
    const login = await person.page(await fapi.pushedUrl())
    pages.push(login)
    await person.logIn(login)
    const known = new Person(server)
    await known.getCode(await fapi.pushedUrl({ scope: 'openid' }))
  }
  const visit = async (address: string) => {
    const page = await new Person(server).open(address)
    if (page instanceof URL) return
    pages.push(page)
    flows.push(page.headers.get('x-flow-id') ?? '')
  }

  it('is text on every page: the form’s, the error’s and the explanation’s (SEC-295, SEC-296, SEC-444)', () => {
    expect(pages.filter(({ html }) => html.includes(marker)).length).toBeGreaterThan(2)
    expect(pages.length).toBeGreaterThan(10)
    for (const { html, headers: sent } of pages) {
      expect(html).not.toMatch(/<img src=x|<b onclick/)
      expect(sent.get('content-security-policy')).toContain("default-src 'none'")
    }
  })

  it('is escaped at a terminal, in every list and story (SEC-444)', async () => {
    const verbs = [
      ['flows', '--limit', '50'],
      ['clients', 'list'],
      ['clients', 'show', 'fapi'],
      ['users', 'list'],
      ['audit', 'list'],
    ]
    for (const words of [...verbs, ...flows.map((flow) => ['why', flow])]) {
      const { output, exitCode } = await administrator.run(...words)
      expect([words, exitCode]).toEqual([words, 0])
      expect([words, active.exec(output)]).toEqual([words, null])
    }
    expect((await administrator.run('clients', 'list')).output).toContain(`${marker} <b onclick=alert(1)>Bank</b> "knab"`)
  })

  it('is escaped in the JSON of the verbs, which says all of it (SEC-444)', async () => {
    const { clients } = await administrator.ask<{ clients: { client_name: string }[] }>('clients', 'list')
    expect(clients.map((client) => client.client_name)).toContain(name)
    for (const flow of flows) expect(active.exec((await administrator.run('why', flow, '--json')).output)).toBeNull()
  })

  it('is a part of one line of the log, each of them JSON of the server’s making (SEC-444)', () => {
    expect(lines.some((line) => line.includes(marker))).toBe(true)
    for (const line of lines) {
      expect(active.exec(line)).toBeNull()
      expect(line.trimEnd()).not.toContain('\n')
      expect(JSON.parse(line)).toHaveProperty('msg')
    }
  })

  it('is nowhere in the metrics (SEC-373, SEC-444)', async () => {
    const text = await (await fetch(`${server.issuer}/metrics`)).text()
    expect(text).toContain('aldgate_')
    expect(text).not.toContain(marker)
  })
})
