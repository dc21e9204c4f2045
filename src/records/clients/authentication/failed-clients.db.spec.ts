import type { OAuthError } from '#libs/oauth-errors/oauth-error'
import { FormParams } from '#libs/oauth-params/form-params'
import { addClient, parallel } from '../../../../test/support/records'
import { startContext } from '../../../../test/support/test-context'
import type { TestContext } from '../../../../test/support/test-context'
import { AuditLog } from '#operations/audit/audit-log.repository'
import { AuditModule } from '#operations/audit/audit.module'
import { ClientsModule } from '../clients.module'
import { AuthenticateClient } from './authenticate-client'

const client = { client_secret: 'a-secret-that-is-long-enough-0123456789', redirect_uris: ['https://rp.example.com/cb'] }
const longId = 'https://Partner.example/OpenBankingPaymentsProduction'
const address = '192.0.2.1'

describe('of a client that fails, the audit log is told', () => {
  let context: TestContext
  beforeAll(async () => {
    context = await startContext([ClientsModule, AuditModule.atCommandLine()])
    await addClient(context, { client_id: longId, token_endpoint_auth_method: 'client_secret_post', ...client })
  })
  beforeEach(() => context.dataSource.query('DELETE FROM audit_log'))
  afterAll(() => context.close())

  /** What is told of it, once it has failed too often. */
  const targets = async (clientId: string) => {
    const params = new FormParams(Object.entries({ client_id: clientId, client_secret: 'wrong' }))
    const fail = () => context.get(AuthenticateClient).execute({ authorization: undefined, params, address, path: '/token' })
    await parallel(() => fail().catch(() => undefined), context.settings.limits.clientFailures)
    const records = await context.get(AuditLog).newest({}, 1_000)
    return new Set(records.map(({ target }) => target))
  }

  it('the whole name (SEC-425)', async () => {
    expect(await targets(longId)).toEqual(new Set([`client:${longId}`, `attempts:client ${longId} ${address}`]))
  })

  it('nothing that may be a secret in its place (SEC-417)', async () => {
    expect(await targets('SecretInTheWrongPlace0123456789')).toEqual(new Set([`attempts:client Secr… ${address}`]))
  })

  it('not more by somebody who has a network of their own, and fails from each address of it (SEC-151, SEC-446)', async () => {
    const from = (subnet: number) => {
      const networks = [`2001:db8:1:${subnet.toString(16)}::/64`, `2001:db8:1:${(subnet & 0xff00).toString(16)}::/56`, '2001:db8:1::/48']
      const params = new FormParams(Object.entries({ client_id: longId, client_secret: 'wrong' }))
      const request = { authorization: undefined, params, address: networks[0] ?? '', networks, path: '/token' }
      return context
        .get(AuthenticateClient)
        .execute(request)
        .then(
          () => 0,
          (error: unknown) => (error as OAuthError).status,
        )
    }
    const statuses = await parallel(from, 300)
    expect(new Set(statuses)).toEqual(new Set([401]))
    expect(await context.get(AuditLog).newest({}, 1_000)).toHaveLength(100)
  })
})
