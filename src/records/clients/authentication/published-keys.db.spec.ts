import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Logger } from '@nestjs/common'
import { FormParams } from '#libs/oauth-params/form-params'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { withDefaults } from '#libs/client-metadata/with-defaults'
import { Secrets } from '#platform/secrets/secrets'
import { startContext } from '../../../../test/support/test-context'
import type { TestContext } from '../../../../test/support/test-context'
import { TestKey } from '../../../../test/support/test-keys'
import { ClientsModule } from '../clients.module'
import { Clients } from '../clients.repository'
import { AuthenticateClient } from './authenticate-client'
import { jwtBearer } from './client-credentials'

const [old, fresh] = [new TestKey(), new TestKey()]
const host = { status: 200, keys: [old.publicJwk] as object[] }
const server = createServer((_, response) =>
  response
    .writeHead(host.status, { 'content-type': 'application/json', 'cache-control': 'max-age=3600', location: 'https://a.example/' })
    .end(JSON.stringify({ keys: host.keys })),
)

describe('keys that a client publishes', () => {
  let context: TestContext
  beforeAll(async () => {
    Logger.overrideLogger(false)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    context = await startContext([ClientsModule], { environment: { ALDGATE_OUTBOUND_ALLOW: '127.0.0.1' } })
  })
  afterAll(async () => {
    server.closeAllConnections()
    server.close()
    await context.close()
  })
  beforeEach(() => Object.assign(host, { status: 200, keys: [old.publicJwk] }))

  const authenticate = async (clientId: string, by: TestKey, header: Readonly<Record<string, unknown>> = {}) => {
    const now = context.clock.now()
    const claims = { iss: clientId, sub: clientId, aud: context.settings.server.issuer, jti: 'j', iat: now, exp: now + 60 }
    const params = Object.entries({ client_assertion_type: jwtBearer, client_assertion: by.jwt(header, claims) })
    const asked = { authorization: undefined, params: new FormParams(params), address: '192.0.2.1', path: '/token' }
    return context.get(AuthenticateClient).execute(asked)
  }
  const refusal = async (...asked: Parameters<typeof authenticate>): Promise<OAuthError> => {
    const error = await authenticate(...asked).catch((thrown: unknown) => thrown)
    if (error instanceof OAuthError) return error
    throw new Error('nothing was refused', { cause: error })
  }
  // A seed takes https alone; these tests ask a host of their own.
  const register = async (clientId: string, jwksUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${clientId}`) => {
    const metadata = withDefaults({ client_id: clientId, jwks_uri: jwksUri, token_endpoint_auth_method: 'private_key_jwt' })
    await context.get(Clients).put(metadata, [], context.get(Secrets).digest('seed-digest', clientId))
  }

  it.each([
    ['without a kid', {}],
    ['under the same kid', { kid: 'one' }],
  ])('may be replaced %s: they are asked for once more (OIDCC-10.1.1)', async (how, header) => {
    const clientId = `replaced ${how}`.replaceAll(' ', '-')
    const published = ({ publicJwk }: TestKey) => ({ ...publicJwk, kid: 'kid' in header ? header.kid : undefined })
    host.keys = [published(old)]
    await register(clientId)
    await authenticate(clientId, old, header)
    host.keys = [published(fresh)]
    expect((await refusal(clientId, fresh, header)).refusal?.check).toBe('check-assertion-signature')
    context.clock.advance(60)
    await expect(authenticate(clientId, fresh, header)).resolves.toMatchObject({ method: 'private_key_jwt' })
    expect((await refusal(clientId, old, header)).refusal?.check).toBe('check-assertion-signature')
  })

  it('are reported where they could not be used, with the setting that would help (OIDCC-10.1, SEC-382)', async () => {
    await register('inside', 'https://10.1.2.3/jwks')
    expect(await refusal('inside', old)).toMatchObject({
      description: 'client authentication failed',
      refusal: { check: 'client-keys' },
      evidence: { reason: expect.stringContaining('ALDGATE_OUTBOUND_NETWORKS') as string },
    })
  })

  it('serve on where their host fails, and the failure is the reason where none of them verifies (OIDCC-10.1.1, SEC-380)', async () => {
    await register('moved')
    await authenticate('moved', old)
    host.status = 302
    context.clock.advance(3_600)
    await expect(authenticate('moved', old)).resolves.toBeDefined()
    expect(await refusal('moved', fresh)).toMatchObject({
      refusal: { check: 'client-keys' },
      evidence: { reason: expect.stringContaining('redirects are not followed') as string },
    })
  })
})
