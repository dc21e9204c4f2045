import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { freePort } from '../support/free-port'
import { Person } from '../support/person'
import type { Page } from '../support/person'
import { TestKey } from '../support/test-keys'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'

const root = join(__dirname, '..', '..')
const key = new TestKey('ES256')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }

/** Starts a program of docs/examples. */
function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, args, { cwd: root, env: { PATH: process.env['PATH'], ...environment } })
  const said = { text: '' }
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said.text += text.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const says = async (sentence: string) => {
    await Promise.race([ended, new Promise<void>((resolve) => child.stdout.on('data', () => said.text.includes(sentence) && resolve()))])
    expect(said.text).toContain(sentence)
  }
  return { said, ended, says, end: () => child.kill('SIGTERM') }
}

describe('the examples that run against the demo seed', () => {
  let server: TestServer
  let examplePort: number
  beforeAll(async () => {
    examplePort = await freePort()
    const variables = { EXAMPLE_PORT: String(examplePort), DEMO_FAPI_JWKS: JSON.stringify({ keys: [key.publicJwk] }) }
    server = await startServer({ seed: parse(readFileSync('seeds/demo.yaml', 'utf8')) as object, environment: variables })
  })
  afterAll(() => server.close())

  it('fapi-login.mjs goes from the pushed request to the revocation (contract: npm start)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aldgate-example-'))
    const keys = join(folder, 'keys.json')
    writeFileSync(keys, JSON.stringify({ 'fapi-demo': key.privateJwk }))
    const { ended, said } = run(['docs/examples/fapi-login.mjs', '--issuer', server.issuer, '--keys', keys])
    expect([await ended, said.text]).toEqual([0, expect.stringContaining('Done: the whole FAPI 2.0 login went well')])
    rmSync(folder, { recursive: true })
  })

  describe('npm run example', () => {
    const args = (scripts['example'] ?? '').split(' ').slice(1)
    let app: ReturnType<typeof run>
    beforeAll(async () => {
      app = run(args, { ISSUER: server.issuer, EXAMPLE_PORT: String(examplePort) })
      await app.says(`Open http://localhost:${examplePort}`)
    })
    afterAll(async () => {
      app.end()
      await app.ended
    })

    const origin = () => `http://localhost:${examplePort}`
    /** A browser with cookies for the application and for the server. */
    const aBrowser = (atServer = new Person(server)) => {
      const atApp = new Person({ issuer: origin() })
      const press = (path: string, headers = { origin: origin() }) => atApp.open(path, { method: 'POST', headers })
      const leave = async (path: string) => {
        const url = await press(path)
        if (url instanceof URL) return url.href
        throw new Error(`stays at ${url.url}: ${url.html}`)
      }
      const signIn = async (decision?: 'deny'): Promise<Page> =>
        atApp.page((await atServer.authorize(await leave('/login'), decision)).href)
      return { atApp, atServer, press, leave, signIn }
    }

    it('signs a person in, refreshes, and signs out at both places (OIDCC-3.1.2.1, OIDCRPIL-2)', async () => {
      const { atApp, atServer, press, leave, signIn } = aBrowser()
      expect((await atApp.page('/')).html).toContain('You are not signed in.')
      const page = await signIn()
      for (const text of ['Signed in as <strong>Alice Pleasance Liddell</strong>', 'alice@example.com']) expect(page.html).toContain(text)
      expect(await press('/refresh')).toMatchObject({ status: 200, html: expect.stringContaining('Signed in as') as string })
      const question = await atServer.page(await leave('/logout'))
      expect(await atServer.submit(question, { decision: 'logout' })).toEqual(new URL(`${origin()}/`))
      expect((await atApp.page('/')).html).toContain('You are not signed in.')
    })

    it('replaces the session at the login, and takes each answer once', async () => {
      const { atApp, atServer, leave } = aBrowser()
      const url = await leave('/login')
      const before = atApp.cookies.get('example_session')
      const callback = await atServer.authorize(url)
      expect((await atApp.page(callback.href)).html).toContain('Signed in as')
      expect(atApp.cookies.get('example_session')).not.toBe(before)
      expect((await atApp.page(callback.href)).html).toContain('This browser has not begun a login here.')
    })

    it('says what was refused, and nothing to strangers (RFC6749-4.1.2.1)', async () => {
      const { atApp, press, signIn } = aBrowser(new Person(server, 'bob', 'wrong donkey capacitor clip'))
      const denied = await signIn('deny')
      expect([denied.status, denied.html]).toEqual([400, expect.stringContaining('access_denied')])
      for (const foreign of ['https://attacker.example', 'null'])
        expect(await press('/login', { origin: foreign })).toMatchObject({ status: 403 })
      expect(await atApp.page('/nothing')).toMatchObject({ status: 404 })
    })

    it('answers an address that is none, which any page can have a browser ask for', async () => {
      const { atApp } = aBrowser()
      expect(await fetch(`${origin()}//`)).toMatchObject({ status: 400 })
      expect((await atApp.page('/')).html).toContain('You are not signed in.')
    })

    it('says in one line that the server does not answer, or that its port is in use', async () => {
      const nobody = `http://localhost:${await freePort()}`
      const lost = run(args, { ISSUER: nobody })
      expect([await lost.ended, lost.said.text]).toEqual([
        1,
        expect.stringMatching(/^\S+ did not answer with its metadata \(ECONNREFUSED\)\. .*npm start\n$/),
      ])
      const second = run(args, { ISSUER: server.issuer, EXAMPLE_PORT: String(examplePort) })
      expect([await second.ended, second.said.text]).toEqual([1, expect.stringMatching(/^Port \d+ is in use\..*\n$/)])
    })
  })
})
