import { addUser, setPasswordHash } from '../../../test/support/records'
import type { UserEntry } from '../../../test/support/records'
import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { UsersModule } from './users.module'
import { Users } from './users.repository'

describe('the users', () => {
  let context: TestContext
  let users: Users
  beforeEach(async () => {
    context = await startContext([UsersModule])
    users = context.get(Users)
  })
  afterEach(() => context.close())

  it('are found by name and by sub, the password apart (OIDCC-8, SEC-443)', async () => {
    await addUser(context, { username: 'Alice', password: 'x', sub: 'sub-of-alice' })
    const alice = { sub: 'sub-of-alice', username: 'Alice', claims: { name: 'Alice' }, attributes: {} }
    expect(await users.findBySub('sub-of-alice')).toEqual(alice)
    expect(await users.findByUsername('ALICE')).toEqual({ ...alice, passwordHash: expect.stringContaining('$argon2id$') as string })
    expect(await users.findBySub('Alice')).toBeUndefined()
    expect(await users.findByUsername('bob')).toBeUndefined()
  })

  it('get a random sub where none was given, and keep it (OIDCC-8, SEC-58)', async () => {
    await addUser(context, { username: 'alice' })
    const sub = (await users.findByUsername('alice'))?.sub
    expect(sub).toMatch(/^[\w-]{22}$/)
    expect(await addUser(context, { username: 'Alice', password: 'new' })).toBe('updated')
    expect((await users.findByUsername('alice'))?.sub).toBe(sub)
  })

  it('never change their sub (OIDCC-8)', async () => {
    await addUser(context, { username: 'alice', sub: 'one' })
    await expect(addUser(context, { username: 'alice', sub: 'two' })).rejects.toThrow('sub: an account keeps the sub that it has')
  })

  it('never share a sub (SEC-58)', async () => {
    await addUser(context, { username: 'alice', sub: 'one' })
    await addUser(context, { username: 'bob', sub: 'two' })
    await expect(addUser(context, { username: 'bob', sub: 'one' })).rejects.toThrow('cannot be renamed to it')
  })

  it('are logged out everywhere when the seed disables them or gives them another password (SEC-228)', async () => {
    const [ended, entry]: [string[], UserEntry] = [[], { username: 'alice', sub: 'sub-of-alice' }]
    const put = (given: Partial<UserEntry>) => addUser(context, { ...entry, ...given }, async (sub) => void ended.push(sub))
    await put({ password: 'x' })
    await put({ password: 'x', claims: { name: 'New' } })
    expect(ended).toEqual([])
    await put({ password: 'y' })
    await put({ password: 'y', disabled: true })
    expect(ended).toEqual(['sub-of-alice', 'sub-of-alice'])
  })

  it('are unique by the canonical form of their names (SEC-302, SEC-437)', async () => {
    await addUser(context, { username: 'John', sub: 'sub-of-john' })
    expect(await addUser(context, { username: 'ｊohn\u200b' })).toBe('updated')
    expect((await users.findByUsername(' JOHN '))?.sub).toBe('sub-of-john')
  })

  it('that are disabled are not found, though their sub stays taken (SEC-225, SEC-299)', async () => {
    await addUser(context, { username: 'alice', sub: 'sub-of-alice', disabled: true })
    expect(await users.findBySub('sub-of-alice')).toBeUndefined()
    expect(await users.findByUsername('alice')).toBeUndefined()
    expect(await users.subjectsAmong(['sub-of-alice', 'alice'])).toEqual(new Set(['sub-of-alice']))
  })

  it('change only when their entry does (seed file)', async () => {
    expect(await addUser(context, { username: 'alice', password: 'x' })).toBe('created')
    expect(await addUser(context, { username: 'alice', password: 'x' })).toBe('unchanged')
    expect(await addUser(context, { username: 'alice', password: 'x', disabled: true })).toBe('updated')
  })

  it('keep the password that they chose, until the seed’s own changes (seed file)', async () => {
    const hash = async () => (await users.findByUsername('alice'))?.passwordHash
    await addUser(context, { username: 'alice', password: 'x', sub: 'sub-of-alice' })
    await setPasswordHash(context, 'sub-of-alice', 'chosen')
    await addUser(context, { username: 'alice', password: 'x' })
    expect(await hash()).toBe('chosen')
    await addUser(context, { username: 'alice', password: 'y' })
    expect(await hash()).toContain('$argon2id$')
  })

  it('are pruned by canonical name (prune: true)', async () => {
    await addUser(context, { username: 'Alice' })
    await addUser(context, { username: 'bob', sub: 'sub-of-bob' })
    expect((await users.prune(new Set(['alice']))).map(({ sub }) => sub)).toEqual(['sub-of-bob'])
    expect(await users.findByUsername('bob')).toBeUndefined()
    expect(await users.findByUsername('alice')).toBeDefined()
  })
})
