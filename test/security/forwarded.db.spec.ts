import { AuditLog } from '#operations/audit/audit-log.repository'
import { e2eSeed, keys } from '../support/e2e-seed'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'

/** What a proxy is asked to believe of itself; what it says of the client is another matter. */
const elsewhere = {
  host: 'evil.example',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'https',
  'x-forwarded-port': '8443',
  'x-forwarded-prefix': '/evil.example',
  'x-forwarded-server': 'evil.example',
  'x-original-host': 'evil.example',
  'x-host': 'evil.example',
}

describe('what a trusted proxy forwards', () => {
  let server: TestServer
  let rp: RelyingParty
  let answers: string[] = []
  let forwarded: Readonly<Record<string, string>> = {}
  const { fetch } = globalThis

  beforeAll(async () => {
    server = await startServer({ seed: e2eSeed, environment: { TRUST_PROXY: '127.0.0.1' } })
    rp = new RelyingParty(server, 'fapi', keys.fapi)
    globalThis.fetch = async (url, init = {}) => {
      const response = await fetch(url, { ...init, headers: { ...(init.headers as object), ...elsewhere, ...forwarded } })
      answers.push(`${JSON.stringify([...response.headers])} ${await response.clone().text()}`)
      return response
    }
  })
  afterAll(async () => {
    globalThis.fetch = fetch
    await server.close()
  })

  const logInBy = async (headers: Readonly<Record<string, string>>) => {
    ;[forwarded, answers] = [headers, []]
    const tokens = (await rp.redeem(await new Person(server).getCode(await rp.pushedUrl()))).json
    return (await rp.userinfo(String(tokens['access_token']))).json
  }
  const addressOfLastLogin = async () =>
    (await server.app.get(AuditLog, { strict: false }).newest({ type: 'login.succeeded' }, 1)).at(-1)?.address

  it.each([
    ['X-Forwarded-For', { 'x-forwarded-for': '192.0.2.1, 198.51.100.7' }],
    ['Forwarded', { forwarded: 'for=192.0.2.1;host=evil.example, For="198.51.100.7:4711";Proto=https;Host="evil.example"' }],
  ])(
    'says where a login came from, by %s, and never who the server is: no URL, cookie or token knows of it (SEC-12, SEC-366)',
    async (_, headers) => {
      expect(await logInBy(headers)).toMatchObject({ name: 'Alice Liddell' })
      expect(await addressOfLastLogin()).toBe('198.51.100.7')
      expect(answers.filter((answer) => /evil|8443|secure;|https:\/\/127/i.test(answer))).toEqual([])
    },
  )

  it('leaves discovery, errors and pages as they are (SEC-12, SEC-366)', async () => {
    ;[forwarded, answers] = [{ forwarded: 'for=192.0.2.1;host=evil.example' }, []]
    for (const path of [
      '/.well-known/openid-configuration',
      '/.well-known/oauth-authorization-server',
      '/',
      '/authorize',
      '/nowhere',
      '/account',
    ])
      await globalThis.fetch(`${server.issuer}${path}`, { redirect: 'manual', headers: { accept: 'text/html' } })
    expect(answers.filter((answer) => answer.includes('evil'))).toEqual([])
    expect(answers[0]).toContain(`"issuer":"${server.issuer}"`)
  })

  it('that is hostile leaves the nearest address that is known (SEC-366)', async () => {
    for (const hostile of ['for="', 'for=unknown', 'for="\\"', `for=${'1'.repeat(4_000)}`, ',,,;;;"""', "for='1.2.3.4'"]) {
      await logInBy({ forwarded: hostile })
      expect(await addressOfLastLogin()).toBe('127.0.0.1')
    }
  })
})
