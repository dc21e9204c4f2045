import { randomBytes } from 'node:crypto'
import { FormParams } from '#libs/oauth-params/form-params'
import { addClient } from '../../../../test/support/records'
import { startContext } from '../../../../test/support/test-context'
import { testDatabase } from '../../../../test/support/test-database'
import { ClientsModule } from '../clients.module'
import { Clients } from '../clients.repository'
import { AuthenticateClient } from './authenticate-client'

const [fresh, old] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')]
const [before, after] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')]
const entry = { client_id: 'job', client_secrets: [fresh, old], grant_types: ['client_credentials'] }

describe('the secrets of a client', () => {
  it('are each kept under a new key once they are used, so that the old key can go (SEC-440)', async () => {
    const database = await testDatabase()
    const under = async <Result>(keys: string, work: (context: Awaited<ReturnType<typeof startContext>>) => Promise<Result>) => {
      const context = await startContext([ClientsModule], { database, environment: { KEY_ENCRYPTION_KEY: keys } })
      try {
        return await work(context)
      } finally {
        await context.close()
      }
    }
    const use = (context: Awaited<ReturnType<typeof startContext>>, secret: string) =>
      context.get(AuthenticateClient).execute({
        authorization: undefined,
        params: new FormParams(Object.entries({ client_id: 'job', client_secret: secret })),
        address: '192.0.2.1',
        path: '/token',
      })
    await under(before, (context) => addClient(context, entry))
    await under(`${after},${before}`, async (context) => {
      const hashes = async () => (await context.get(Clients).findWithSecret('job'))?.secretHashes
      const [first, second] = (await hashes()) ?? []
      await use(context, old)
      expect(await hashes()).toEqual([first, expect.not.stringMatching(String(second))])
      await use(context, fresh)
      expect(await hashes()).not.toContain(first)
    })
    await under(after, async (context) => {
      for (const secret of [old, fresh]) await expect(use(context, secret)).resolves.toMatchObject({ method: 'client_secret_post' })
    })
    await database.drop()
  })
})
