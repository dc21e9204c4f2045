import { e2eSeed, keys } from '../support/e2e-seed'
import { withoutDatabase, withoutTable } from '../support/faults'
import { errorOf, Person } from '../support/person'
import type { Page } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import type { Answer } from '../support/relying-party'
import { useServer } from '../support/use-server'

const expectAway = ({ status, headers, json }: Answer) => {
  expect([status, json['error'], headers.get('retry-after')]).toEqual([503, 'temporarily_unavailable', '5'])
  expect(Object.keys(json).toSorted()).toEqual(['error', 'error_description'])
}
/** Something is broken, and nothing was given. */
const expectFailed = ({ status, json }: Answer) => {
  expect([status, json['error']]).toEqual([500, 'server_error'])
  expect(Object.keys(json).toSorted()).toEqual(['error', 'error_description'])
}
const expectFailedPage = (at: Page | URL, status: number) => {
  if (at instanceof URL) throw new Error(`was led to ${at.href}`)
  expect([at.status, errorOf(at)]).toEqual([status, status === 503 ? 'temporarily_unavailable' : 'server_error'])
}

describe('while the database is away', () => {
  const server = useServer({ seed: e2eSeed })
  const rp = new RelyingParty(server, 'fapi', keys.fapi)
  const resourceServer = new RelyingParty(server, 'rs', keys.resourceServer)

  const tokensOf = async (person = new Person(server)) => {
    const { json } = await rp.redeem(await person.getCode(await rp.pushedUrl()))
    return { access: String(json['access_token']), refresh: String(json['refresh_token']) }
  }
  /** A token request that can be sent again to the letter. */
  const aTokenRequest = async () => {
    const code = await new Person(server).getCode(await rp.pushedUrl())
    const params = { grant_type: 'authorization_code', code, redirect_uri: rp.redirectUri, code_verifier: rp.verifier }
    const [form, dpop] = [{ ...rp.authentication(), ...params }, rp.proof('POST', rp.url('/token'))]
    return () => rp.post('/token', form, { dpop })
  }

  it('no proof is accepted and none is used up, nor code or assertion (SEC-104)', async () => {
    const send = await aTokenRequest()
    expectAway(await withoutDatabase(server, send))
    expect((await send()).status).toBe(200)
    expect((await send()).json['error']).toBe('invalid_client')
  })

  it('no proof is accepted where used ones cannot be told from new ones (SEC-104)', async () => {
    const [send, { access }] = [await aTokenRequest(), await tokensOf()]
    await withoutTable(server, 'replay_marks', async () => {
      expectFailed(await send())
      expectFailed(await rp.userinfo(access))
      expectFailed(await rp.push({}, { dpop: rp.proof('POST', rp.url('/par')) }))
    })
    expect((await send()).status).toBe(200)
    expect((await rp.userinfo(access)).status).toBe(200)
  })

  it('whoever revokes is told to come back, and the token lives until they do (RFC7009-2.2.1, SEC-246)', async () => {
    const { access, refresh } = await tokensOf()
    for (const token of [access, refresh]) {
      expectAway(await withoutDatabase(server, () => rp.revoke(token)))
      expect((await rp.introspect(token)).json['active']).toBe(true)
      expect((await rp.revoke(token)).status).toBe(200)
      expect((await rp.introspect(token)).json).toEqual({ active: false })
    }
  })

  it.each(['grants', 'revoked_access_tokens'])('no token is called active by whoever cannot read %s (SEC-318)', async (table) => {
    const { access } = await tokensOf()
    await withoutTable(server, table, async () => {
      expectFailed(await resourceServer.introspect(access))
      expectFailed(await rp.userinfo(access))
    })
  })

  it.each([
    ['sessions', {}],
    ['sessions', { prompt: 'none' }],
    ['users', {}],
    ['users', { prompt: 'none' }],
  ])('nobody is taken for signed in, nor for signed out, by whoever cannot read %s: %j (SEC-318)', async (table, overrides) => {
    const person = new Person(server)
    await tokensOf(person)
    const url = await rp.pushedUrl(overrides)
    await withoutTable(server, table, async () => {
      expectFailedPage(await person.open(url), 500)
      expectFailedPage(await person.open('/logout'), 500)
      expectFailedPage(await person.open('/'), 500)
    })
    expect((await person.authorize(await rp.pushedUrl(overrides))).searchParams.has('code')).toBe(true)
  })

  it('no login succeeds, no page is skipped and no answer given (SEC-318)', async () => {
    const person = new Person(server)
    const login = await person.page(await rp.pushedUrl({ prompt: 'consent' }))
    expectFailedPage(await withoutDatabase(server, () => person.logIn(login)), 503)
    const consent = await person.logIn(login)
    if (consent instanceof URL) throw new Error('expected a page')
    expectFailedPage(await withoutDatabase(server, () => person.submit(consent, { decision: 'allow' })), 503)
    const answer = await person.submit(consent, { decision: 'allow' })
    expect(answer instanceof URL && answer.searchParams.has('code')).toBe(true)
  })
})
