import argon2 from 'argon2'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { foreignHashes, staple } from '../../../test/support/foreign-hashes'
import { addUser, parallel, setPasswordHash } from '../../../test/support/records'
import { startContext, startNodes } from '../../../test/support/test-context'
import type { TestContext, TestNodes } from '../../../test/support/test-context'
import { LogIn } from './log-in'
import type { PasswordLogin } from './log-in'
import { PasswordCosts } from './password-costs'
import { Passwords } from './passwords'
import { RenewPasswordHash } from './renew-password-hash'
import { Users } from './users.repository'
import { UsersModule } from './users.module'

const password = 'correct horse battery staple'
const refused = { code: 'access_denied', status: 401, description: 'the username or the password is not right', headers: {} }
const outcomeOf = (login: Promise<unknown>) =>
  login.then(
    () => 'in',
    (error: unknown) => (error instanceof OAuthError ? error.status : error),
  )
const enter = async (logIn: LogIn, login: PasswordLogin) => logIn.confirm(await logIn.verify(login), async (user) => user)
const count = (answers: readonly unknown[], answer: unknown) => answers.filter((one) => one === answer).length

describe('logging in', () => {
  let context: TestContext
  beforeAll(async () => {
    context = await startContext([UsersModule], { environment: { ALDGATE_LOGIN_ATTEMPTS_PER_ADDRESS: '25' } })
    await addUser(context, { username: 'Alice', password, sub: 'sub-of-alice' })
    await addUser(context, { username: 'bob', password })
    await addUser(context, { username: 'disabled', password, disabled: true })
    await addUser(context, { username: 'passwordless' })
    await addUser(context, { username: 'café', password: 'caf\u00e9 au lait' })
  })
  beforeEach(() => context.dataSource.query('DELETE FROM attempts'))
  afterAll(() => context.close())

  const logIn = (username: string, given = password, address = '192.0.2.1') =>
    enter(context.get(LogIn), { username, password: given, address })
  const refusal = async (...login: Parameters<typeof logIn>): Promise<OAuthError> => {
    const error = await logIn(...login).catch((thrown: unknown) => thrown)
    if (error instanceof OAuthError) return error
    throw new Error('nothing was refused', { cause: error })
  }

  it('tells who it is, and nothing of the password (OIDCC-3.1.2.3, SEC-443)', async () => {
    expect(await logIn('Alice')).toMatchObject({ sub: 'sub-of-alice', username: 'Alice', claims: { name: 'Alice' } })
  })

  it.each(['alice', 'ALICE', ' alice ', 'ａlice', 'ali\u200bce'])(
    'finds one account by one name, however it is written: %j (SEC-302)',
    async (name) => {
      expect((await logIn(name)).sub).toBe('sub-of-alice')
    },
  )

  it('forgets the failures of an account once its person is in, and not those of the address (SEC-303)', async () => {
    for (let guess = 0; guess < 9; guess += 1) await refusal('alice', 'wrong')
    await logIn('alice')
    for (let guess = 0; guess < 10; guess += 1) expect((await refusal('alice', 'wrong')).status).toBe(401)
    expect((await refusal('alice')).status).toBe(429)
    const counted = await context.dataSource.query<{ failures: number }[]>('SELECT failures FROM attempts ORDER BY failures')
    expect(counted.map(({ failures }) => failures)).toEqual([10, 10, 19])
  })

  it('takes a password in every way that Unicode writes it (SEC-306)', async () => {
    expect((await logIn('cafe\u0301', 'cafe\u0301 au lait')).username).toBe('café')
  })

  it.each([
    ['a wrong password', 'Alice', 'wrong'],
    ['no password', 'Alice', ''],
    ['an unknown name', 'nobody', password],
    ['no name', '', password],
    ['a disabled account', 'disabled', password],
    ['an account without a password', 'passwordless', ''],
  ])('refuses %s in one way, after the same work (SEC-299)', async (_, username, given) => {
    const verify = jest.spyOn(argon2, 'verify')
    expect(await refusal(username, given)).toMatchObject(refused)
    expect(verify).toHaveBeenCalledTimes(1)
    verify.mockRestore()
  })

  it('says why in evidence, for the operator alone (SEC-299)', async () => {
    expect((await refusal('Alice', 'wrong')).evidence).toEqual({ reason: 'the password differs from the one that was hashed (argon2id)' })
    expect((await refusal('passwordless')).evidence).toEqual({ reason: 'the password differs: the account has none' })
    expect((await refusal('nobody')).evidence).toEqual({ reason: 'there is no such account, or it is disabled' })
  })

  it.each([
    ['longer than 1024 bytes', 'a'.repeat(1025)],
    ['longer than 1024 bytes, though not in letters', 'ä'.repeat(513)],
    ['with a NUL', `${password}\0`],
  ])('refuses a password %s before it computes anything (SEC-304, SEC-306)', async (_, given) => {
    const verify = jest.spyOn(argon2, 'verify')
    expect(await refusal('Alice', given)).toMatchObject(refused)
    expect(await refusal('nobody', given)).toMatchObject(refused)
    expect(verify).not.toHaveBeenCalled()
    verify.mockRestore()
  })

  it('refuses a username that is too long like any other, at once, and counts it for the address (SEC-304, SEC-305, CWE-407)', async () => {
    const marks = `a${'\u0345'.repeat(7_900)}${'\u0300'.repeat(7_900)}${'\u0316'.repeat(7_900)}${'\u0334'.repeat(7_900)}`
    expect(await refusal(marks)).toMatchObject({ ...refused, refusal: { check: 'username-length' } })
    for (let failure = 1; failure < 25; failure += 1) expect((await refusal('a'.repeat(256))).status).toBe(401)
    expect((await refusal(marks)).status).toBe(429)
    expect((await logIn('Alice', password, '192.0.2.2')).sub).toBe('sub-of-alice')
  })

  it('takes a password of 1024 bytes (SEC-304)', async () => {
    const long = 'ä'.repeat(512)
    await addUser(context, { username: 'long', password: long })
    expect((await logIn('long', long)).username).toBe('long')
  })

  it('ends in 429 after ten failures, though the password be right, until the window ends (SEC-300, SEC-303)', async () => {
    for (let failure = 0; failure < 10; failure += 1) expect((await refusal('Alice', 'wrong')).status).toBe(401)
    expect(await refusal('Alice')).toMatchObject({ status: 429, headers: { 'retry-after': '900' } })
    context.clock.advance(899)
    expect((await refusal('Alice')).status).toBe(429)
    context.clock.advance(1)
    expect((await logIn('Alice')).sub).toBe('sub-of-alice')
  })

  it('counts an account under each of its spellings together, and an unknown one too (SEC-299, SEC-302)', async () => {
    for (let failure = 0; failure < 10; failure += 1) await refusal(failure % 2 ? 'ALICE' : 'ａlice ', 'wrong')
    expect((await refusal('Alice')).status).toBe(429)
    for (let failure = 0; failure < 10; failure += 1) expect((await refusal('nobody')).status).toBe(401)
    expect((await refusal('nobody')).status).toBe(429)
  })

  it('leaves an account open from another address (SEC-303)', async () => {
    await parallel(() => refusal('Alice', 'wrong'), 10)
    expect((await logIn('Alice', password, '192.0.2.2')).sub).toBe('sub-of-alice')
  })

  it('ends in 429 for an address that fails at many accounts, and only for it (SEC-301)', async () => {
    for (let failure = 0; failure < 25; failure += 1) expect((await refusal(`name ${failure}`)).status).toBe(401)
    expect((await refusal('Alice')).status).toBe(429)
    expect((await logIn('Alice', password, '192.0.2.2')).sub).toBe('sub-of-alice')
  })

  it('never lets parallel guesses at one account exceed the limit (SEC-300)', async () => {
    const answers = await parallel((index) => outcomeOf(logIn(index % 2 ? 'Alice' : 'ALICE', 'wrong')), 30)
    expect([count(answers, 401), count(answers, 429)]).toEqual([10, 20])
  })

  it('never lets parallel guesses from one address exceed the limit (SEC-300, SEC-301)', async () => {
    const answers = await parallel((index) => outcomeOf(logIn(`name ${index}`)), 60)
    expect([count(answers, 401), count(answers, 429)]).toEqual([25, 35])
  })

  it('refuses a right guess too that ends when the limit is reached (SEC-300)', async () => {
    await addUser(context, { username: 'carol', password, sub: 'sub-of-carol' })
    // Begun before the others, and long under way when they have filled the window.
    await setPasswordHash(context, 'sub-of-carol', await argon2.hash(password, { memoryCost: 65_536, timeCost: 20, parallelism: 1 }))
    const right = outcomeOf(logIn('carol'))
    const wrong = parallel((index) => outcomeOf(logIn(`name ${index}`)), 60)
    expect(count(await wrong, 401)).toBe(25)
    expect(await right).toBe(429)
  })

  it('lets many in at once who are right (SEC-305)', async () => {
    expect(count(await parallel(() => outcomeOf(logIn('Alice'))), 'in')).toBe(20)
  })
})

describe('logging in at two nodes', () => {
  let nodes: TestNodes
  beforeAll(async () => {
    nodes = await startNodes([UsersModule])
    await addUser(nodes.nodes[0], { username: 'alice', password })
  })
  afterAll(() => nodes.close())

  const guess = (index: number) =>
    enter(nodes.nodes[index % 2 ? 1 : 0].get(LogIn), { username: 'alice', password: 'wrong', address: '192.0.2.1' })

  it('never lets parallel guesses exceed the limit (SEC-300, SEC-430)', async () => {
    const answers = await parallel((index) => outcomeOf(guess(index)), 40)
    expect([count(answers, 401), count(answers, 429)]).toEqual([10, 30])
  })
})

describe('the cost of a password', () => {
  it('is renewed at the next login after it was changed, and only then (SEC-305, SEC-307)', async () => {
    const context = await startContext([UsersModule], { environment: { PASSWORD_HASH: 'argon2id,m=2048,t=2,p=1' } })
    const users = context.get(Users)
    await addUser(context, { username: 'alice', password, sub: 'sub-of-alice' })
    const old = await argon2.hash(password, { memoryCost: 1024, timeCost: 1, parallelism: 1 })
    await setPasswordHash(context, 'sub-of-alice', old)
    const login = (given: string) => enter(context.get(LogIn), { username: 'alice', password: given, address: '192.0.2.1' })
    await expect(login('wrong')).rejects.toMatchObject(refused)
    expect((await users.findByUsername('alice'))?.passwordHash).toBe(old)
    await login(password)
    const renewed = (await users.findByUsername('alice'))?.passwordHash
    expect(renewed).toMatch(/^\$argon2id\$v=19\$m=2048,p=1,t=2\$/)
    await login(password)
    expect((await users.findByUsername('alice'))?.passwordHash).toBe(renewed)
    await context.close()
  })
})

describe('the password of another server', () => {
  let context: TestContext
  beforeAll(async () => {
    context = await startContext([UsersModule], { environment: { ALDGATE_LOGIN_ATTEMPTS_PER_ADDRESS: '1000' } })
  })
  afterAll(() => context.close())

  /** An account with that hash. */
  const withHash = async (username: string, hash: string) => {
    await addUser(context, { username, password, sub: username })
    await setPasswordHash(context, username, hash)
    await context.dataSource.query(`UPDATE users SET updated_at = 7 WHERE username = '${username}'`)
  }
  const rowOf = async (username: string) => {
    const sql = `SELECT password_hash, updated_at FROM users WHERE username = '${username}'`
    const [row] = await context.dataSource.query<{ password_hash: string; updated_at: number | string }[]>(sql)
    return row
  }
  const login = (username: string, given: string) => enter(context.get(LogIn), { username, password: given, address: '192.0.2.1' })

  it.each(foreignHashes)(
    'as %s logs in, is hashed anew in the same login, and counts as unchanged (SEC-305, SEC-307)',
    async (name, given, hash) => {
      await withHash(name, hash)
      const error = await login(name, 'wrong').catch((thrown: unknown) => thrown)
      const reason = expect.stringMatching(
        /^the password differs from the one that was hashed \((?:argon2id?|bcrypt|PBKDF2|(?:Firebase's )?scrypt)/,
      )
      expect(error).toMatchObject({ ...refused, evidence: { reason } })
      expect((await rowOf(name))?.password_hash).toBe(hash)
      expect((await login(name, given)).sub).toBe(name)
      const renewed = await rowOf(name)
      expect([renewed?.password_hash, Number(renewed?.updated_at)]).toEqual([
        expect.stringMatching(/^\$argon2id\$v=19\$m=1024,p=1,t=1\$/),
        7,
      ])
      expect((await login(name, given)).sub).toBe(name)
      expect((await rowOf(name))?.password_hash).toBe(renewed?.password_hash)
    },
  )

  it('lets the person in however many of their logins replace it at once (SEC-305)', async () => {
    await withHash('often', '$2b$06$MltAlcOykSIY.YPotTsJ1Oi61gziudY86oPf2RwXPwGo/5zk58HpO')
    const from = (index: number) =>
      outcomeOf(enter(context.get(LogIn), { username: 'often', password: staple, address: `192.0.2.${index}` }))
    expect(count(await parallel(from, 10), 'in')).toBe(10)
  })

  it('is not put back by a login that began before it was changed (SEC-228)', async () => {
    const verified = '$2b$06$MltAlcOykSIY.YPotTsJ1Oi61gziudY86oPf2RwXPwGo/5zk58HpO'
    await withHash('changed', verified)
    const user = await context.get(Users).findByUsername('changed')
    const chosen = await context.get(Passwords).hash('another password')
    await context.get(Users).replacePasswordHash('changed', verified, chosen)
    const renewed = await context.get(RenewPasswordHash).execute(user ?? fail(), staple)
    await expect(context.get(LogIn).confirm(renewed, async () => 'in')).rejects.toMatchObject({ refusal: { check: 'password-unchanged' } })
    expect((await rowOf('changed'))?.password_hash).toBe(chosen)
  })
})

describe('hashes of many costs', () => {
  it('are bounded, since a login that fails takes the time of all; iterations of PBKDF2 count as one (SEC-299, SEC-305)', async () => {
    const context = await startContext([UsersModule])
    const costs = context.get(PasswordCosts)
    const pbkdf2 = (year: number) => `$pbkdf2-sha256$i=${1_000 + year}$c2FsdHNhbHQ$${'A'.repeat(43)}`
    for (let year = 0; year < 40; year += 1) await costs.note(pbkdf2(year))
    const argon2Of = (memory: number) => `$argon2id$v=19$m=${memory},t=1,p=1$c2FsdHNhbHQ$${'A'.repeat(43)}`
    for (let memory = 1; memory < 16; memory += 1) await costs.note(argon2Of(100 + memory))
    await expect(costs.note(argon2Of(200))).rejects.toThrow('16 different costs already')
    await costs.note(argon2Of(101))
    await context.close()
  })
})
