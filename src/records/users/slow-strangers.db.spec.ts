import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { digestHandle } from '#libs/opaque-token/opaque-token'
import { addUser, parallel } from '../../../test/support/records'
import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { LogIn } from './log-in'
import type { PasswordLogin } from './log-in'
import { UsersModule } from './users.module'

const password = 'correct horse battery staple'
const browser = { id: 'a-browser', accounts: [digestHandle('known-browser', 'sub-of-alice')] }

describe('guesses at one account from everywhere', () => {
  let context: TestContext
  let guesses = 0
  beforeAll(async () => {
    context = await startContext([UsersModule], { environment: { ALDGATE_LOGIN_ATTEMPTS_IN_ALL: '10' } })
    await addUser(context, { username: 'alice', password, sub: 'sub-of-alice' })
  })
  beforeEach(() => context.dataSource.query('DELETE FROM attempts'))
  afterAll(() => context.close())

  /** Of a stranger, from an address of its own, unless it says otherwise. */
  const guess = async (given: Partial<PasswordLogin> = {}) => {
    const login = { username: 'alice', password: 'wrong', address: `192.0.2.${(guesses += 1)}`, ...given }
    return context
      .get(LogIn)
      .verify(login)
      .then(
        () => 'in',
        (error: unknown) =>
          error instanceof OAuthError ? [error.status, error.headers['retry-after']].filter(Boolean).join(' after ') : 'failed',
      )
  }
  const fill = async (given: Partial<PasswordLogin> = {}, count = 10) => {
    for (let one = 0; one < count; one += 1) expect(await guess(given)).toBe('401')
  }

  it.each(['alice', 'nobody'])('have to wait after too many, one at a time: %s (SEC-300, SEC-301)', async (username) => {
    await fill({ username })
    expect(await guess({ username })).toBe('401')
    expect(await guess({ username })).toBe('429 after 30')
    expect(await guess({ username, password })).toBe('429 after 30')
    context.clock.advance(31)
    expect((await parallel(() => guess({ username }), 5)).toSorted()).toEqual(['401', ...Array.from({ length: 4 }, () => '429 after 30')])
  })

  it('wait longer the more they are, an hour at most (SEC-300)', async () => {
    await fill()
    const waits = new Set<string>()
    for (let one = 0; one < 90; one += 1) {
      await guess()
      waits.add(await guess())
      context.clock.advance(3_601)
    }
    expect([...waits]).toEqual(['30', '60', '120', '240', '480', '960', '1920', '3600'].map((seconds) => `429 after ${seconds}`))
  })

  it('do not hold up the person in a browser that the account has logged in from, whose own failures are limited (SEC-300, SEC-303)', async () => {
    await fill({}, 11)
    expect([await guess({ password }), await guess({ password, browser })]).toEqual(['429 after 30', 'in'])
    for (let one = 0; one < 10; one += 1) expect(await guess({ browser })).toBe('401')
    expect(await guess({ password, browser })).toMatch(/^429/)
    expect(await guess({ password, browser: { ...browser, accounts: [] } })).toMatch(/^429/)
  })

  it('are forgotten when a stranger is the person after all (SEC-303)', async () => {
    await fill()
    expect(await guess({ password })).toBe('in')
    await fill()
  })

  it('are counted together, by whichever of its names they are made (SEC-300, SEC-301)', async () => {
    const claims = { email: 'carol@example.com', email_verified: true }
    await addUser(context, { username: 'carol', password, claims, emailLogin: true })
    await fill({ username: 'carol' }, 5)
    await fill({ username: 'carol@example.com' }, 6)
    for (const username of ['carol', 'CAROL@example.com']) expect(await guess({ username, password })).toBe('429 after 30')
    context.clock.advance(31)
    expect(await guess({ username: 'carol@example.com', password })).toBe('in')
    await fill({ username: 'carol' })
  })

  it('from one IPv6 /48 are bounded together (SEC-301)', async () => {
    const few = await startContext([UsersModule], { environment: { ALDGATE_LOGIN_ATTEMPTS_PER_ADDRESS: '2' } })
    const from = async (subnet: number) => {
      const networks = [`2001:db8:1:${subnet}::/64`, `2001:db8:1:${subnet}::/56`, '2001:db8:1::/48']
      const login = { username: `nobody-${subnet}`, password: 'wrong', address: networks[0] ?? '', networks }
      return few
        .get(LogIn)
        .verify(login)
        .then(
          () => 0,
          (error: unknown) => (error as OAuthError).status,
        )
    }
    const answers: number[] = []
    for (let subnet = 0; subnet < 22; subnet += 1) answers.push(await from(subnet))
    expect([answers.slice(0, 20).every((status) => status === 401), answers.slice(20)]).toEqual([true, [429, 429]])
    await few.close()
  })
})
