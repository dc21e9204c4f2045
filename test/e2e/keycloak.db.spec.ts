import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import { parse } from 'yaml'
import { runCommand } from '#operations/cli/run'
import { acmeRealm } from '#operations/keycloak-import/fixtures/realm'
import { Users } from '#records/users/users.repository'
import { commandLineOf } from '../support/command-line'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

const folder = mkdtempSync(join(tmpdir(), 'keycloak-'))
const realmFile = join(folder, 'acme-realm.json')
const [seedFile, peopleFile] = [join(folder, 'acme.seed.yaml'), join(folder, 'acme.people.jsonl')]
const secret = 'a'.repeat(32)

/** As the command line of an operator who has nothing but the export. */
const convert = (file = realmFile) => runCommand(['import', 'keycloak', file, '--out', folder], { NODE_ENV: 'production' })

describe('a realm of Keycloak', () => {
  let told = { output: '', exitCode: -1 }
  // Before the server is started, which reads the seed.
  beforeAll(async () => {
    writeFileSync(realmFile, JSON.stringify(acmeRealm))
    told = await convert()
  })
  const server = useServer(() => ({ seed: parse(readFileSync(seedFile, 'utf8').replace('${API_SECRET}', secret)) as object }))
  afterAll(() => rmSync(folder, { recursive: true }))

  const logIn = async (password: string) => {
    const party = new RelyingParty(server, 'shop', undefined, 'https://shop.example/callback')
    const person = new Person(server, 'erika', password)
    const code = await person.getCode(party.authorizationUrl(party.authorizationParams({ scope: 'openid profile email staff' })))
    const basic = `Basic ${Buffer.from(`shop:${secret}`).toString('base64')}`
    const asked = { grant_type: 'authorization_code', code, redirect_uri: party.redirectUri, code_verifier: party.verifier }
    const { json } = await party.post('/token', asked, { authorization: basic })
    const tokens = json as Record<string, string>
    const userInfo = await party.userinfo('', { authorization: `Bearer ${tokens['access_token']}`, dpop: '' })
    return { id: decodeJwt(tokens['id_token'] ?? ''), access: decodeJwt(tokens['access_token'] ?? ''), userInfo: userInfo.json }
  }

  it('becomes a server in which its people log in with their old passwords, and clients read what they read before (contract: import keycloak)', async () => {
    expect((await commandLineOf(server).run('users', 'import', peopleFile)).output).toContain(
      '2 created, 0 updated, 0 unchanged, 0 refused',
    )
    const { id, access, userInfo } = await logIn('erikas old password')
    expect(id).toMatchObject({
      sub: '5f0c1c5e-0d2b-4a57-8c53-7b62f4a1a001',
      dept: 'Treasury',
      login: 'erika',
      groups: ['/finance', '/finance/approvers'],
      realm_access: { roles: ['manager', 'reader'] },
      roles: ['refund'],
      tenant: 'acme',
      sites: ['Bonn', 'Köln'],
    })
    expect(access).toMatchObject({ realm_access: { roles: ['manager', 'reader'] } })
    expect(userInfo).toMatchObject({ name: 'Erika Mustermann', email: 'erika@acme.example', locale: 'de', sites: ['Bonn', 'Köln'] })
  })

  it('has a hash of ours after the first login, and the same password (SEC-300)', async () => {
    const user = await server.app.get(Users).findByUsername('erika')
    expect(user?.passwordHash).toContain('$argon2id$')
    expect((await logIn('erikas old password')).id).toMatchObject({ login: 'erika' })
  })

  it('is told of in full: what became of it, what did not, and what to do next (contract: import keycloak)', () => {
    expect(told.exitCode).toBe(0)
    for (const line of [
      '3 clients',
      '2 people',
      'identity provider google: was left out',
      'client api: its secret is not in the export',
      'users import',
    ])
      expect(told.output).toContain(line)
  })

  it('is written to files that only their owner can read, and over none that there are (SEC-442)', async () => {
    for (const file of [seedFile, peopleFile]) expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await convert()).toMatchObject({ exitCode: 1, output: expect.stringContaining('exists already') as string })
  })

  it.each([
    ['', 'it is not JSON'],
    ['{', 'it is not JSON'],
    ['[]', 'is no export of one realm'],
    ['{"clients": []}', 'is no export of one realm'],
    ['{"realm": "x", "users": {}}', 'is no export of one realm'],
    ['\uFEFF{}', 'is no export of one realm'],
  ])('that is none is refused in one line: %j (contract: import keycloak)', async (text, message) => {
    const file = join(folder, 'broken.json')
    writeFileSync(file, text)
    const { exitCode, output } = await convert(file)
    expect([exitCode, output.split('\n')]).toEqual([1, [expect.stringContaining(message)]])
  })
})
