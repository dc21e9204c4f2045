import { FlowStories } from '#operations/flows/flow-stories'
import { FlowWriter } from '#operations/flows/flow-writer'
import { e2eSeed, keys } from '../support/e2e-seed'
import { foreignHashes, staple } from '../support/foreign-hashes'
import { Person } from '../support/person'
import type { Page } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

const people = foreignHashes.map(([name, password, hash]) => ({
  name,
  password,
  username: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
  entry: { username: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'), password_hash: hash },
}))

const bcryptHash = '$2b$06$MltAlcOykSIY.YPotTsJ1Oi61gziudY86oPf2RwXPwGo/5zk58HpO'

describe('people with the passwords of other servers', () => {
  const seed = {
    ...e2eSeed,
    users: [...e2eSeed.users, ...people.map(({ entry }) => entry), { username: 'storied', password_hash: bcryptHash }],
  }
  const server = useServer({ seed })
  const rp = new RelyingParty(server, 'fapi', keys.fapi)

  it.each(people)('log in with the one hashed as $name, and keep what they opened with it (SEC-305)', async ({ username, password }) => {
    const first = await rp.redeem(await new Person(server, username, password).getCode(await rp.pushedUrl()))
    const second = await rp.redeem(await new Person(server, username, password).getCode(await rp.pushedUrl()))
    expect([first.status, second.status]).toEqual([200, 200])
    expect((await rp.refresh(String(first.json['refresh_token']))).status).toBe(200)
  })

  it('are told nothing of the algorithm, and the story of their login says it (SEC-299)', async () => {
    const pushed = await rp.push({}, {})
    const browser = new Person(server, 'storied', staple)
    const login = await browser.page(rp.authorizationUrl({ request_uri: String(pushed.json['request_uri']) }))
    const again = (await browser.logIn(login, { password: 'wrong' })) as Page
    expect(again.html).not.toContain('bcrypt')
    await browser.logIn(again)
    await server.app.get(FlowWriter).flush()
    const story = await server.app.get(FlowStories).find(pushed.headers.get('x-flow-id') ?? '')
    if (typeof story === 'string') throw new Error(story)
    const told = story.requests.flatMap(({ steps }) => steps.map(({ description }) => description))
    expect(told).toContain('a login failed: the password differs from the one that was hashed (bcrypt)')
    expect(told).toContain("the password was hashed with bcrypt; it is hashed with this server's argon2id now")
  })
})
