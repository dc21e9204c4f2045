import { addUser, aGrant, flowId } from '../../../test/support/records'
import type { TestContext, TestNodes } from '../../../test/support/test-context'
import { startTokenNodes } from '../../../test/support/token-context'
import type { Grant } from '#records/grants/grant'
import { Grants } from '#records/grants/grants.repository'
import { Sessions } from '#records/sessions/sessions.repository'
import { Users } from '#records/users/users.repository'
import { LiveGrants } from './live-grant'

const hour = 3600

describe('a live grant', () => {
  let nodes: TestNodes
  let node: TestContext
  beforeAll(async () => {
    nodes = await startTokenNodes()
    ;[node] = nodes.nodes
  })
  beforeEach(async () => {
    for (const table of ['grants', 'sessions', 'users']) await node.dataSource.query(`DELETE FROM ${table}`)
    await addUser(node, { username: 'Alice', sub: 'alice', claims: { name: 'Alice', address: { country: 'NL' } } })
  })
  afterAll(() => nodes.close())

  const logIn = async () => {
    const login = { sub: 'alice', acr: 'an-acr', amr: ['pwd'], interactionId: 'an-interaction' }
    return (await node.get(Sessions).start(login, undefined, flowId)).session.sid
  }
  const add = async (given: Partial<Grant> = {}) => {
    const grant = aGrant(nodes.clock.now(), { expiresAt: nodes.clock.now() + 24 * hour, ...given })
    await node.get(Grants).add(grant)
    return grant
  }
  const find = ({ id }: Grant) => node.get(LiveGrants).get(id)
  const ended = (reason: string) => expect.objectContaining({ code: 'invalid_grant', evidence: expect.objectContaining({ reason }) })

  it('comes with its person as the account is now', async () => {
    const grant = await add({
      sid: await logIn(),
      claims: { userinfo: { name: null }, id_token: {} },
      resources: ['https://api.example.com'],
    })
    const alice = { sub: 'alice', username: 'Alice', claims: { name: 'Alice', address: { country: 'NL' } } }
    expect(await find(grant)).toMatchObject({ grant, user: { ...alice, language: undefined } })
    await node.get(Users).rememberLanguage('alice', 'nl')
    expect(await find(grant)).toMatchObject({ user: { ...alice, language: 'nl' } })
  })

  it('is none that ended, expired or never was (SEC-225)', async () => {
    const [over, short] = [await add({ offline: true }), await add({ offline: true, expiresAt: nodes.clock.now() + 10 })]
    await node.get(Grants).end(over.id, 'of a test')
    nodes.clock.advance(10)
    const unknown = aGrant(nodes.clock.now())
    for (const grant of [over, short, unknown]) await expect(find(grant)).rejects.toEqual(ended('ended or expired'))
  })

  it('is none of an account that is gone or disabled (SEC-228)', async () => {
    const [grant, strangers] = [await add({ offline: true }), await add({ offline: true, sub: 'nobody' })]
    await expect(find(strangers)).rejects.toEqual(ended('the account is gone or disabled'))
    await node.dataSource.query('UPDATE users SET disabled_by_seed_at = 1')
    await expect(find(grant)).rejects.toEqual(ended('the account is gone or disabled'))
  })

  it('ends with its session, unless it is for longer than that (SEC-228)', async () => {
    const sid = await logIn()
    const [bound, offline] = [await add({ sid }), await add({ sid, offline: true })]
    expect(await find(bound)).toMatchObject({ grant: { id: bound.id } })
    nodes.clock.advance(13 * hour)
    await expect(find(bound)).rejects.toEqual(ended('the session it was made in has ended'))
    expect(await find(offline)).toMatchObject({ grant: { id: offline.id } })
  })
})
