import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import { parse } from 'yaml'
import { alice, secret } from '../support/e2e-seed'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'applications.md'), 'utf8')
type Entry = Record<string, unknown> & { readonly client_id: string; readonly redirect_uris: readonly string[]; readonly scope: string }

const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text)
const read = (text: string) => parse(text.replaceAll(/\$\{[A-Z_]+\}/g, secret)) as Record<string, unknown>
const [declarations = '', ...others] = blocks
const clients = others.filter((text) => text.startsWith('clients:')).flatMap((text) => read(text)['clients'] as Entry[])
const person = {
  ...alice,
  sub: 'sub-of-alice',
  claims: { name: 'Alice', email: 'alice@example.com', email_verified: true },
  groups: ['grafana/editors', 'cluster/viewers', 'finance'],
  attributes: { department: 'Treasury', quota: '5 GB' },
}

/** What each application reads, and where. */
const expected: Readonly<Record<string, { readonly idToken?: object; readonly userInfo?: object }>> = {
  grafana: { userInfo: { role: 'Editor', groups: ['cluster', 'cluster/viewers', 'finance', 'grafana', 'grafana/editors'] } },
  gitlab: { userInfo: { groups: ['cluster', 'cluster/viewers', 'finance', 'grafana', 'grafana/editors'], email: 'alice@example.com' } },
  nextcloud: { idToken: { quota: '5 GB', groups: ['cluster', 'finance', 'grafana'], name: 'Alice' } },
  kubernetes: { idToken: { groups: ['cluster/viewers'] } },
  argocd: { idToken: { groups: ['cluster', 'cluster/viewers', 'finance', 'grafana', 'grafana/editors'] } },
  vault: { idToken: { sub: 'sub-of-alice', groups: ['cluster', 'cluster/viewers', 'finance', 'grafana', 'grafana/editors'] } },
  aws: {
    idToken: { 'https://aws.amazon.com/tags': { principal_tags: { Department: ['Treasury'] }, transitive_tag_keys: ['Department'] } },
  },
  'made-for-entra': {
    idToken: {
      oid: 'sub-of-alice',
      tid: 'example.com',
      upn: 'alice@example.com',
      roles: ['Payments.Approve'],
      preferred_username: 'alice@example.com',
    },
  },
}

describe('docs/applications.md', () => {
  const server = useServer({ seed: { ...read(declarations), clients, users: [person] } })

  it('has the clients that are tried here', () => {
    expect(clients.map(({ client_id: id }) => id)).toEqual(Object.keys(expected))
  })

  it.each(clients)('$client_id reads what it expects (contract: claims)', async (client) => {
    const [redirectUri = ''] = client.redirect_uris
    const party = new RelyingParty(server, client.client_id, undefined, redirectUri)
    const url = party.authorizationUrl(party.authorizationParams({ scope: client.scope }))
    const code = await new Person(server).getCode(url)
    const credentials = client['client_secret'] === undefined ? { client_id: client.client_id } : {}
    const basic = `Basic ${Buffer.from(`${client.client_id}:${secret}`).toString('base64')}`
    const headers: Record<string, string> = client['client_secret'] === undefined ? {} : { authorization: basic }
    const asked = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: party.verifier }
    const tokens = (await party.post('/token', { ...credentials, ...asked }, headers)).json as Record<string, string>
    const userInfo = (await party.userinfo('', { authorization: `Bearer ${tokens['access_token']}`, dpop: '' })).json
    expect(decodeJwt(tokens['id_token'] ?? '')).toMatchObject(expected[client.client_id]?.idToken ?? {})
    expect(userInfo).toMatchObject(expected[client.client_id]?.userInfo ?? {})
  })
})
