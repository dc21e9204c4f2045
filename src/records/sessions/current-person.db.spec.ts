import type { Request } from 'express'
import { addUser, flowId } from '../../../test/support/records'
import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { CurrentPerson } from './current-person'
import { Sessions } from './sessions.repository'
import { SessionsModule } from './sessions.module'

describe('the person in a browser', () => {
  let context: TestContext
  beforeAll(async () => {
    context = await startContext([SessionsModule])
  })
  afterAll(() => context.close())

  /** With and without https. */
  const names = () => {
    const { port } = new URL(context.settings.server.issuer)
    return ['aldgate_session', '__Host-aldgate_session'].map((name) => (port === '' ? name : `${name}.${port}`))
  }
  const logIn = async (sub: string) => {
    const login = { sub, acr: 'an-acr', amr: ['pwd'], interactionId: 'an-interaction' }
    return (await context.get(Sessions).start(login, undefined, flowId)).handle
  }
  const find = (cookie?: string) => context.get(CurrentPerson).find({ headers: { ...(cookie && { cookie }) } } as Request)

  it('is who logged in there (SEC-294)', async () => {
    await addUser(context, { username: 'Alice', sub: 'alice' })
    const handle = await logIn('alice')
    const found = (await Promise.all(names().map((name) => find(`${name}=${handle}`)))).filter(Boolean)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ session: { sub: 'alice' }, user: { username: 'Alice' } })
  })

  it('is nobody without a session (SEC-294)', async () => {
    expect(await find()).toBeUndefined()
    for (const name of names()) expect(await find(`${name}=forged`)).toBeUndefined()
  })

  it('is nobody when the account is gone or disabled, though the session lives (SEC-152, SEC-225)', async () => {
    await addUser(context, { username: 'bob', sub: 'bob', disabled: true })
    for (const handle of [await logIn('bob'), await logIn('gone')])
      expect(
        await find(
          names()
            .map((name) => `${name}=${handle}`)
            .join('; '),
        ),
      ).toBeUndefined()
  })
})
