import type { AccessClass } from '#platform/http/access'
import { declaredRoutes, servedRoutes, watchHandlers } from '../support/app-routes'
import { e2eSeed } from '../support/e2e-seed'
import { rawRequest } from '../support/raw-request'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'

/** Whom each route is for. Who adds a route writes it down here as well. */
const matrix: Readonly<Record<string, AccessClass>> = {
  'GET /': 'public',
  'GET /.well-known/oauth-authorization-server': 'public',
  'GET /.well-known/openid-configuration': 'public',
  'GET /account/password': 'person',
  'GET /authorize': 'public',
  'GET /flows/:id': 'admin',
  'GET /health': 'public',
  'GET /health/live': 'public',
  'GET /health/ready': 'public',
  'GET /interaction': 'session',
  'GET /jwks': 'public',
  'GET /login': 'public',
  'GET /logout': 'public',
  'GET /metrics': 'admin',
  'GET /userinfo': 'client',
  'POST /account/clients': 'person',
  'POST /account/password': 'person',
  'POST /account/sessions': 'person',
  'POST /authorize': 'public',
  'POST /interaction/account': 'session',
  'POST /interaction/consent': 'session',
  'POST /interaction/language': 'session',
  'POST /interaction/login': 'session',
  'POST /interaction/not-allowed': 'session',
  'POST /introspect': 'client',
  'POST /language': 'public',
  'POST /login': 'session',
  'POST /logout': 'public',
  'POST /logout/confirm': 'session',
  'POST /logout/language': 'session',
  'POST /par': 'client',
  'POST /revoke': 'client',
  'POST /token': 'client',
  'POST /userinfo': 'client',
}
const routes = Object.keys(matrix)
const routesFor = (wanted: AccessClass) => routes.filter((route) => matrix[route] === wanted)
const split = (route: string) => route.split(' ') as [method: string, path: string]
const paths = [...new Set(routes.map((route) => split(route)[1]))]
const statusOf = (answer: string) => Number(answer.split(' ')[1])

describe('the routes of the server', () => {
  let server: TestServer
  let reached: string[]
  beforeAll(async () => {
    server = await startServer({ seed: e2eSeed })
    reached = watchHandlers(server.app)
  })
  beforeEach(() => reached.splice(0))
  afterAll(() => server.close())

  const send = async (method: string, path: string) => statusOf(await rawRequest(server.issuer, method, path, []))

  it('are declared for exactly one kind of caller each (SEC-412)', () => {
    expect(declaredRoutes(server.app).filter(({ classes }) => classes.length !== 1)).toEqual([])
  })

  it('are those of the matrix, with its classes (SEC-412)', () => {
    expect(Object.fromEntries(declaredRoutes(server.app).map(({ route, classes }) => [route, classes[0]]))).toEqual(matrix)
  })

  it('are declared by controllers: Express answers nothing beside them (SEC-412)', () => {
    expect(servedRoutes(server.app).toSorted()).toEqual(routes.toSorted())
  })

  it.each([...routesFor('client'), 'HEAD /userinfo'])('%s turns away whoever shows no credentials (SEC-364)', async (route) => {
    const [method, path] = split(route)
    expect(await send(method, path)).toBe(401)
    expect(reached).toEqual([path])
  })

  it.each([...routesFor('client'), 'HEAD /userinfo'])('%s challenges whomever it turns away by 401 (RFC9110-15.5.2)', async (route) => {
    const [method, path] = split(route)
    const tries = [[], [['authorization', 'Bearer x']], [['authorization', 'Basic x']]] as const
    const answers = await Promise.all(tries.map((headers) => rawRequest(server.issuer, method, path, headers)))
    const refused = answers.filter((answer) => statusOf(answer) === 401)
    expect(refused).not.toEqual([])
    expect(refused.filter((answer) => !/^www-authenticate: /im.test(answer))).toEqual([])
  })

  it.each(['/authorize', '/interaction'])('HEAD %s is no method, since GET acts there (RFC9110-9.2.1, SEC-364)', async (path) => {
    expect(await send('HEAD', path)).toBe(405)
    expect(reached).toEqual([])
  })

  it.each(routesFor('admin'))('%s turns away whoever is no administrator (SEC-364, SEC-455)', async (route) => {
    const [method, path] = split(route)
    expect([403, 404]).toContain(await send(method, path))
    expect(reached).toEqual([path])
  })

  it.each(routesFor('session'))('%s does nothing without a handle of this browser (SEC-291, SEC-310)', async (route) => {
    const [method, path] = split(route)
    expect([400, 403]).toContain(await send(method, path))
  })

  it.each(routesFor('person'))('%s asks whoever is not signed in to sign in, and does nothing else (SEC-310, SEC-364)', async (route) => {
    const [method, path] = split(route)
    expect(await rawRequest(server.issuer, method, path, [])).toContain('id="login-form"')
  })

  it.each(paths)('%s lets neither OPTIONS nor TRACE come to a handler (SEC-364)', async (path) => {
    for (const method of ['OPTIONS', 'TRACE']) expect([204, 405]).toContain(await send(method, path))
    expect(await send('TRACE', path)).toBe(405)
    expect(reached).toEqual([])
  })
})

describe('the routes below the path of an issuer', () => {
  const path = '/realms/one'
  const ofTheHost = ['/health', '/health/live', '/health/ready', '/metrics']
  let servers: { readonly pathed: TestServer; readonly plain: TestServer }
  let reached: string[]
  beforeAll(async () => {
    servers = { pathed: await startServer({ seed: e2eSeed, path }), plain: await startServer({ seed: e2eSeed }) }
    reached = watchHandlers(servers.pathed.app)
  })
  beforeEach(() => reached.splice(0))
  afterAll(() => Promise.all([servers.pathed.close(), servers.plain.close()]))

  const ask = async (server: TestServer, method: string, target: string) => statusOf(await rawRequest(server.issuer, method, target, []))

  it('are those of the matrix: all of them, and no other (SEC-412)', () => {
    expect(servedRoutes(servers.pathed.app).toSorted()).toEqual(routes.toSorted())
  })

  it.each(routes)('%s is answered there as it is without one, and nowhere else (RFC8414-3.1, SEC-364)', async (route) => {
    const [method, own] = split(route)
    expect(await ask(servers.pathed, method, path + own)).toBe(await ask(servers.plain, method, own))
    reached.splice(0)
    if (ofTheHost.includes(own)) return
    for (const target of [own, `/realms${own}`, `/realms/two${own}`])
      expect([target, await ask(servers.pathed, method, target)]).toEqual([target, 404])
    expect(reached).toEqual([])
  })

  it.each(ofTheHost)('%s is answered at the root of the host too: it is the node’s', async (own) => {
    expect(await ask(servers.pathed, 'GET', own)).toBe(await ask(servers.pathed, 'GET', path + own))
    expect(reached).toEqual([own, own])
    expect(await ask(servers.pathed, 'POST', own)).toBe(405)
  })
})
