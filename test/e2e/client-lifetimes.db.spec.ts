import { decodeJwt } from 'jose'
import { FlowStories } from '#operations/flows/flow-stories'
import { FlowWriter } from '#operations/flows/flow-writer'
import { alice, e2eSeed, secret } from '../support/e2e-seed'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

const lifetimes = { access_token: 45, id_token: 40, refresh_token_idle: 300, refresh_token: 500, session: 120 }
const computed = {
  access_token: '"pwd" in request.amr ? 60 : 500',
  id_token: '999999',
  refresh_token_idle: '1',
  refresh_token: 'request.scopes.size() / (request.scopes.size() - 2)',
}
const client = {
  client_type: 'internal',
  client_secret: secret,
  redirect_uris: ['https://rp.example.com/cb'],
  grant_types: ['authorization_code', 'refresh_token'],
  scope: 'openid offline_access',
}
const seed = {
  ...e2eSeed,
  clients: [
    { ...client, client_id: 'brief', lifetimes },
    { ...client, client_id: 'usual' },
    { ...client, client_id: 'computed', lifetimes: computed },
  ],
  users: [alice],
}

describe('lifetimes of a client', () => {
  const server = useServer({ seed })
  const start = async (clientId: string, scope: string) => {
    server.clock.stop()
    const rp = new RelyingParty(server, clientId)
    const person = new Person(server)
    const url = rp.authorizationUrl(rp.authorizationParams({ scope }))
    const post = (path: string, params: Record<string, string>) => rp.post(path, { client_id: clientId, client_secret: secret, ...params })
    const redeemed = await post('/token', {
      grant_type: 'authorization_code',
      code: await person.getCode(url),
      redirect_uri: rp.redirectUri,
      code_verifier: rp.verifier,
    })
    const refresh = (token: unknown) => post('/token', { grant_type: 'refresh_token', refresh_token: String(token) })
    const introspect = async (token: unknown) => (await post('/introspect', { token: String(token) })).json
    const flow = redeemed.headers.get('x-flow-id') ?? ''
    return { flow, person, url, refresh, introspect, tokens: redeemed.json as Record<string, string>, now: server.clock.now() }
  }

  it('bound its tokens, and those of nobody else (RFC6749-5.1, OIDCC-2)', async () => {
    const ends = async (clientId: string) => {
      const { tokens, introspect, now } = await start(clientId, 'openid offline_access')
      const exp = (token = '') => Number(decodeJwt(token).exp) - now
      const refreshEnd = Number((await introspect(tokens['refresh_token']))['exp']) - now
      return [tokens['expires_in'], exp(tokens['access_token']), exp(tokens['id_token']), refreshEnd]
    }
    expect(await ends('brief')).toEqual([45, 45, 40, 300])
    expect(await ends('usual')).toEqual([600, 600, 600, 30 * 24 * 3600])
  })

  it('end a refresh token that is idle, and in the end one that is not (SEC-227)', async () => {
    const { tokens, refresh } = await start('brief', 'openid offline_access')
    server.clock.advance(299)
    const next = (await refresh(tokens['refresh_token'])).json['refresh_token']
    expect(next).toBeDefined()
    server.clock.advance(200)
    const last = (await refresh(next)).json['refresh_token']
    expect(last).toBeDefined()
    server.clock.advance(1)
    expect((await refresh(last)).json).toMatchObject({ error: 'invalid_grant' })
  })

  it('say how long a login counts for it: then it has to be made again, and refreshes end (OIDCC-11, SEC-226)', async () => {
    const { person, url, tokens, refresh } = await start('brief', 'openid')
    server.clock.advance(119)
    expect(await person.open(`${url}&prompt=none`)).toMatchObject({ searchParams: expect.anything() as unknown })
    const next = (await refresh(tokens['refresh_token'])).json['refresh_token']
    expect(next).toBeDefined()
    server.clock.advance(1)
    expect((await refresh(next)).json).toMatchObject({ error: 'invalid_grant' })
    const silent = (await person.open(`${url}&prompt=none`)) as URL
    expect(silent.searchParams.get('error')).toBe('login_required')
    const usual = new RelyingParty(server, 'usual')
    const other = (await person.open(usual.authorizationUrl(usual.authorizationParams({ scope: 'openid', prompt: 'none' })))) as URL
    expect(other.searchParams.get('code')).not.toBeNull()
    expect(await person.getCode(url)).toBeDefined()
  })

  it('may be computed of the login: within the server’s bounds, and the server’s own where the expression fails (contract: lifetimes)', async () => {
    const { tokens, introspect, now, flow } = await start('computed', 'openid offline_access')
    const exp = (token = '') => Number(decodeJwt(token).exp) - now
    expect([tokens['expires_in'], exp(tokens['access_token']), exp(tokens['id_token'])]).toEqual([60, 60, 600])
    expect(Number((await introspect(tokens['refresh_token']))['exp']) - now).toBe(60)
    await server.app.get(FlowWriter).flush()
    expect(JSON.stringify(await server.app.get(FlowStories).find(flow))).toContain(
      'the expression for lifetime refresh_token failed, and the server’s own counts',
    )
  })
})
