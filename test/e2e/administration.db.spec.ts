import { LoadSeed } from '#operations/seeds/load-seed'
import { commandLineOf } from '../support/command-line'
import type { CommandLine } from '../support/command-line'
import { e2eSeed, keys, secret } from '../support/e2e-seed'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'

const evil = { username: 'mallory\u001b[2J\u202e', password: 'correct horse battery staple', claims: { name: 'M\u0007' } }
const hostile = { ...evil, username: 'mallory', claims: { name: 'Mal\u202elory' } }
type Tokens = Readonly<Record<string, string>>

describe('an administrator, while the server runs', () => {
  let server: TestServer
  let administrator: CommandLine
  let rp: RelyingParty
  beforeEach(async () => {
    server = await startServer({ seed: { ...e2eSeed, users: [...e2eSeed.users, hostile] } })
    administrator = commandLineOf(server)
    rp = new RelyingParty(server, 'fapi', keys.fapi)
  })
  afterEach(() => server.close())

  const logIn = async (person = new Person(server)) => {
    const tokens = (await rp.redeem(await person.getCode(await rp.pushedUrl()))).json as Tokens
    return { person, tokens }
  }
  const run = async (...words: string[]) => {
    const { output, exitCode } = await administrator.run(...words)
    expect({ output, exitCode }).toMatchObject({ exitCode: 0 })
    return output
  }
  /** Loads the server's seed again, as another start does. */
  const seedAgain = async (change: (seed: typeof e2eSeed) => object = (seed) => seed) => {
    const text = JSON.stringify(change(e2eSeed))
    await server.app.get(LoadSeed, { strict: false }).execute({ kind: 'inline', text })
  }
  const userinfo = async ({ tokens }: { tokens: Tokens }) => (await rp.userinfo(tokens['access_token'] ?? '')).status
  const refresh = async ({ tokens }: { tokens: Tokens }) => (await rp.refresh(tokens['refresh_token'] ?? '')).status

  describe('sees', () => {
    it('the clients and what they are registered with, never a secret (SEC-417)', async () => {
      const output = await run('clients', 'list')
      expect(output.split('\n')).toHaveLength(1 + e2eSeed.clients.length)
      expect(output).toMatch(/^fapi +fapi2 +enabled +FAPI client$/m)
      const shown = await run('clients', 'show', 'web-post')
      expect(shown).toMatch(/^has_client_secret +true$/m)
      expect(shown).not.toContain(secret)
      const { clients } = await administrator.ask<{ clients: object[] }>('clients', 'list', '--limit', '2', '--after', 'machine')
      expect(clients).toEqual([expect.objectContaining({ client_id: 'native' }), expect.objectContaining({ client_id: 'payments-api' })])
    })

    it('the accounts, by name or sub, never a password (SEC-417)', async () => {
      expect(await run('users', 'list')).toMatch(/^alice +enabled +\S+ +alice@example.com$/m)
      const byEmail = await administrator.ask<{ users: { username: string }[] }>('users', 'list', '--email', 'ALICE@')
      expect(byEmail.users.map(({ username }) => username)).toEqual(['alice'])
      expect((await administrator.ask<{ users: object[] }>('users', 'list', '--email', 'nobody@')).users).toEqual([])
      const user = await administrator.ask<{ sub: string; has_password: boolean }>('users', 'show', 'ALICE')
      expect(user).toMatchObject({ username: 'alice', has_password: true, disabled: false })
      const bySub = await run('users', 'show', user.sub)
      expect(bySub).toMatch(/^username +alice$/m)
      expect(bySub).not.toContain('argon2')
    })

    it('names that are written to deceive as what they are (SEC-297, SEC-444)', async () => {
      expect(await run('users', 'show', 'mallory')).toContain('{"name":"Mal\\u202elory"}')
      const { output, exitCode } = await administrator.run('users', 'show', evil.username)
      expect({ output, exitCode }).toEqual({ output: 'there is no user "mallory\\u001b[2J\\u202e"', exitCode: 1 })
    })

    it('where a person is logged in, and what that person granted', async () => {
      const { tokens } = await logIn()
      expect(tokens).toHaveProperty('access_token')
      const { sessions } = await administrator.ask<{ sessions: object[] }>('sessions', 'list', 'alice')
      expect(sessions).toEqual([
        expect.objectContaining({ amr: ['pwd'], browser: null, network: '127.0.0.*', last_used_at: expect.any(String) }),
      ])
      for (const by of [
        ['--user', 'alice'],
        ['--client', 'fapi'],
        ['--user', 'alice', '--client', 'fapi'],
      ]) {
        const { grants } = await administrator.ask<{ grants: object[] }>('grants', 'list', ...by)
        expect(grants).toEqual([expect.objectContaining({ client_id: 'fapi', offline: true })])
      }
      expect(await run('grants', 'list', '--client', 'web-post')).toBe('There is no grant.')
      expect(await run('sessions', 'list', 'bob')).toBe('There is no session.')
      expect(await run('grants', 'list', '--user', 'alice')).toMatch(/^GRANT +CLIENT_ID +SUB +MADE +ENDS +SCOPE\n\S+ +fapi /)
    })
  })

  describe('shuts out', () => {
    it('a client: it and its tokens are refused at once, until it is let in again (SEC-152)', async () => {
      const login = await logIn()
      expect(await run('clients', 'disable', 'fapi')).toBe('The client fapi is disabled.')
      expect([await userinfo(login), await refresh(login), (await rp.push()).status]).toEqual([401, 401, 401])
      expect(await run('clients', 'disable', 'fapi')).toBe('The client fapi was disabled before.')
      expect(await run('clients', 'enable', 'fapi')).toBe('The client fapi is enabled.')
      expect([await userinfo(login), await refresh(login), (await rp.push()).status]).toEqual([200, 200, 201])
    })

    it('a person: all that is open ends, and nobody logs in (SEC-228)', async () => {
      const login = await logIn()
      expect(await run('users', 'disable', 'alice')).toContain('The account alice is disabled')
      expect([await userinfo(login), await refresh(login)]).toEqual([401, 400])
      await expect(new Person(server).getCode(await rp.pushedUrl())).rejects.toThrow(/login/)
      expect(await run('users', 'enable', 'alice')).toBe('The account alice is enabled.')
      expect([await userinfo(login), await refresh(login)]).toEqual([401, 400])
      expect(await userinfo(await logIn())).toBe(200)
    })

    it('for good: no seed undoes it, neither the same nor a changed one', async () => {
      await run('clients', 'disable', 'fapi')
      await run('users', 'disable', 'alice')
      await seedAgain()
      await seedAgain(({ clients, users, resources }) => ({
        clients: clients.map((client) => ({ ...client, client_name: 'New' })),
        users: users.map((user) => ({ ...user, claims: { name: 'New' } })),
        resources,
      }))
      expect(await run('clients', 'show', 'fapi')).toMatch(/^disabled +true$/m)
      expect(await run('users', 'show', 'alice')).toMatch(/^disabled +true$/m)
      await run('clients', 'enable', 'fapi')
      await run('users', 'enable', 'alice')
      expect(await userinfo(await logIn())).toBe(200)
    })
  })

  describe('ends', () => {
    it('one session, with what was granted in it (SEC-228)', async () => {
      const { person } = await logIn()
      const [session] = (await administrator.ask<{ sessions: { sid: string }[] }>('sessions', 'list', 'alice')).sessions
      expect(await run('sessions', 'end', session?.sid ?? '')).toBe(`The session ${session?.sid} has ended.`)
      expect(await administrator.run('sessions', 'end', session?.sid ?? '')).toMatchObject({ exitCode: 1 })
      expect(JSON.stringify(await person.open(await rp.pushedUrl()))).toContain('login-form')
    })

    it('all that a person has open (SEC-228)', async () => {
      const [one, other] = [await logIn(), await logIn()]
      expect(await run('sessions', 'end', '--user', 'alice')).toBe('All that alice had open has ended: 2 sessions, and every grant.')
      expect([await userinfo(one), await refresh(other)]).toEqual([401, 400])
    })

    it('one grant, or all of a client (SEC-64)', async () => {
      const [one, other] = [await logIn(), await logIn()]
      const { grants } = await administrator.ask<{ grants: { id: string }[] }>('grants', 'list', '--user', 'alice')
      expect(await run('grants', 'end', grants[1]?.id ?? '')).toBe('1 grant has ended.')
      expect([await userinfo(one), await userinfo(other)].toSorted((a, b) => a - b)).toEqual([200, 401])
      expect(await run('grants', 'end', '--client', 'fapi', '--user', 'alice')).toBe('1 grant has ended.')
      expect([await userinfo(one), await userinfo(other)]).toEqual([401, 401])
      expect(await run('grants', 'end', '--client', 'fapi')).toBe('0 grants have ended.')
    })
  })

  it('is told what is missing in what was written', async () => {
    const written = (...words: string[]) => administrator.run(...words)
    expect(await written('grants', 'list')).toMatchObject({ exitCode: 2 })
    expect(await written('grants', 'end')).toMatchObject({ exitCode: 2 })
    expect(await written('grants', 'end', 'x', '--user', 'alice')).toMatchObject({ exitCode: 2 })
    expect(await written('sessions', 'end')).toMatchObject({ exitCode: 2 })
    expect(await written('sessions', 'end', 'x', '--user', 'alice')).toMatchObject({ exitCode: 2 })
    expect(await written('users', 'list', '--limit', 'many')).toEqual({ exitCode: 2, output: '--limit is a whole number from 1 to 1000' })
    for (const words of [
      ['clients', 'show'],
      ['clients', 'disable'],
      ['clients', 'enable'],
      ['users', 'disable'],
      ['users', 'enable'],
      ['sessions', 'list'],
      ['grants', 'end'],
    ])
      expect(await written(...words, 'nobody')).toEqual({
        exitCode: 1,
        output: expect.stringMatching(/^there is no .* "nobody"$/) as string,
      })
    expect(JSON.parse((await written('users', 'show', 'nobody', '--json')).output)).toEqual({ error: 'there is no user "nobody"' })
  })
})
