import { e2eSeed, keys } from '../support/e2e-seed'
import { Person } from '../support/person'
import type { Page } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

/** Something with a lifetime: made, then used; whether that works says its use. */
interface Mortal {
  readonly seconds: number
  readonly make: () => Promise<() => Promise<boolean>>
}

const minute = 60
const [hour, day] = [60 * minute, 24 * 60 * minute]
const isPage = (at: Page | URL): at is Page => !(at instanceof URL)

// The clock has whole seconds: what was made at the end of one is nearly a second old when the next begins.
describe('a lifetime ends with its last second', () => {
  const server = useServer({ seed: e2eSeed })
  const rp = new RelyingParty(server, 'fapi', keys.fapi)
  const tokens = async () => (await rp.redeem(await new Person(server).getCode(await rp.pushedUrl()))).json as Record<string, string>

  const mortals: Record<string, Mortal> = {
    'a request URI': {
      seconds: 90,
      make: async () => {
        const url = await rp.pushedUrl()
        return async () => (await new Person(server).page(url)).status === 200
      },
    },
    'a page that was opened': {
      seconds: 30 * minute,
      make: async () => {
        const person = new Person(server)
        const page = await person.page(await rp.pushedUrl())
        return async () => {
          const next = await person.logIn(page)
          return !isPage(next) || next.status === 200
        }
      },
    },
    'an authorization code': {
      seconds: 60,
      make: async () => {
        const code = await new Person(server).getCode(await rp.pushedUrl())
        return async () => (await rp.redeem(code)).status === 200
      },
    },
    'an access token': {
      seconds: 5 * minute,
      make: async () => {
        const { access_token: token = '' } = await tokens()
        return async () => (await rp.introspect(token)).json['active'] === true && (await rp.userinfo(token)).status === 200
      },
    },
    'a refresh token that is idle': {
      seconds: 30 * day,
      make: async () => {
        const { refresh_token: token = '' } = await tokens()
        return async () => (await rp.refresh(token)).status === 200
      },
    },
    'a session that is idle': {
      seconds: hour,
      make: async () => {
        const person = new Person(server)
        await person.getCode(await rp.pushedUrl())
        return async () => {
          const at = await person.open(await rp.pushedUrl({ prompt: 'none' }))
          return !isPage(at) && at.searchParams.has('code')
        }
      },
    },
  }

  it.each(Object.entries(mortals))(
    '%s (RFC6749-4.1.2, RFC9126-2.1, RFC9068-4, SEC-23, SEC-166, SEC-227)',
    async (_name, { seconds, make }) => {
      server.clock.stop()
      const [early, late] = [await make(), await make()]
      server.clock.advance(seconds - 1)
      expect(await early()).toBe(true)
      server.clock.advance(1)
      expect(await late()).toBe(false)
    },
  )
})
