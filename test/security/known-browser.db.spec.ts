import { LogIn } from '#records/users/log-in'
import { e2eSeed } from '../support/e2e-seed'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

describe('a browser in which somebody has logged in', () => {
  const server = useServer({ seed: e2eSeed, environment: { ALDGATE_LOGIN_ATTEMPTS_IN_ALL: '10' } })
  const party = new RelyingParty(server, 'web-post')
  const url = () => party.authorizationUrl(party.authorizationParams({ scope: 'openid', prompt: 'login' }))
  const knownCookie = (person: Person) => [...person.cookies].find(([name]) => name.includes('aldgate_known'))?.[1]
  const logIn = async (person: Person) => {
    const at = await person.logIn(await person.page(url()))
    return at instanceof URL || at.status === 200 ? 'in' : at.status
  }

  it('lets its person in while strangers guess, and no other browser does (SEC-300, SEC-301)', async () => {
    const [person, stranger, thief] = [new Person(server), new Person(server), new Person(server)]
    await logIn(person)
    expect(knownCookie(person)).toMatch(/^[\w.-]{80,}$/)
    const guess = async (address: string) =>
      server.app
        .get(LogIn, { strict: false })
        .verify({ username: 'alice', password: 'wrong', address })
        .catch(() => undefined)
    for (let one = 0; one < 11; one += 1) await guess(`192.0.2.${one}`)
    expect(await logIn(stranger)).toBe(429)
    for (const [name] of person.cookies) if (name.includes('aldgate_known')) thief.cookies.set(name, `${knownCookie(person)}x`)
    expect(await logIn(thief)).toBe(429)
    expect(await logIn(person)).toBe('in')
  })
})
