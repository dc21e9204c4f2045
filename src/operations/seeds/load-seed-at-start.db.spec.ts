import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startContext } from '../../../test/support/test-context'
import { testDatabase } from '../../../test/support/test-database'
import { Resources } from '#records/resources/resources.repository'
import { LoadSeed } from './load-seed'
import { SeedsModule } from './seeds.module'

const text = 'resources: [{ resource: "https://${API_HOST:-api}.example.com", scopes: [read] }]'

/** The resources that a server has which started with these settings. */
const loadedWith = async (environment: Readonly<Record<string, string>>) => {
  const context = await startContext([SeedsModule.atStart()], { environment })
  const all = await context.get(Resources).all()
  await context.close()
  return [...all.keys()]
}

describe('the seed at start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'aldgate-seed-'))
  const file = join(folder, 'seed.yaml')
  beforeAll(() => writeFileSync(file, text))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('comes from SEED_FILE or from SEED, with the environment’s variables (contract: seed file)', async () => {
    expect(await loadedWith({ SEED_FILE: file })).toEqual(['https://api.example.com'])
    expect(await loadedWith({ SEED: text, API_HOST: 'b' })).toEqual(['https://b.example.com'])
  })

  it('need not be (contract: production has no default)', async () => {
    expect(await loadedWith({})).toEqual([])
  })

  it.each([
    [{ SEED: 'clients: [{}]' }, 'SEED: clients[0]: client_id: is required'],
    [{ SEED: 'resources: [{ resource: "https://${API_HOST}.example.com", scopes: [] }]' }, 'SEED: resources[0]'],
    [{ SEED_FILE: '/missing/seed.yaml' }, '/missing/seed.yaml: the file cannot be read (ENOENT)'],
  ])('that is wrong stops the start: %j (contract: seed file)', async (environment, reason) => {
    await expect(loadedWith(environment)).rejects.toThrow(reason)
  })

  it.each([
    [Buffer.from('users: [{ username: jürgen }]', 'latin1'), 'the file is not UTF-8; save it as UTF-8'],
    [Buffer.from('\ufeffusers: []', 'utf16le'), 'the file is UTF-16; save it as UTF-8'],
  ])('is read without replacing a character, or not at all: %j', async (bytes, reason) => {
    const other = join(folder, 'other.yaml')
    writeFileSync(other, bytes)
    await expect(loadedWith({ SEED_FILE: other })).rejects.toThrow(`${other}: ${reason}`)
    await expect(loadedWith({ SEED: 'users: [{ username: j\ufffdrgen }]' })).rejects.toThrow('SEED: is not UTF-8')
  })

  it('that was loaded before stops a start that leaves out an algorithm it requires; one that is changed does not (SEC-54)', async () => {
    const database = await testDatabase()
    const shop = {
      client_id: 'shop',
      client_secret: 'a-secret-of-40-characters-or-more-than-32',
      redirect_uris: ['https://shop.example.com/cb'],
    }
    const api = (algorithm: string) => ({
      resources: [{ resource: 'https://api.example.com', scopes: [], access_token_signed_response_alg: algorithm }],
    })
    const start = async (seed: object, environment: Readonly<Record<string, string>> = {}) =>
      (await startContext([SeedsModule.atStart()], { database, environment: { ...environment, SEED: JSON.stringify(seed) } })).close()
    await start({ clients: [shop], ...api('PS256') })
    const few = { ALDGATE_SIGNING_ALGORITHMS: 'EdDSA,ES256' }
    await expect(start({}, few)).rejects.toThrow(
      'ALDGATE_SIGNING_ALGORITHMS is ES256,EdDSA, but client "shop" (RS256), resource "https://api.example.com" (PS256) still require others',
    )
    await start({ clients: [{ ...shop, id_token_signed_response_alg: 'ES256' }], ...api('EdDSA') }, few)
    await start({}, few)
    await database.drop()
  })

  it('gets no demo keys but in development (SEC-453)', async () => {
    const context = await startContext([SeedsModule])
    const load = context.get(LoadSeed).execute({ kind: 'file', path: 'seeds/demo.yaml' })
    await expect(load).rejects.toThrow('seeds/demo.yaml: clients[0] "fapi-demo": jwks: ${DEMO_FAPI_JWKS} is not set')
    await context.close()
  })
})
