import { read } from '../../support/relying-party'
import { useServer } from '../../support/use-server'
import { expectIdToken } from '../suite-id-token'
import { expectTokens } from '../suite-checks'
import { fapi2Seed, personClaims } from './fapi2-seed'
import { SuiteClient } from './suite-client'

const forms: readonly unknown[] = [null, {}, { essential: true }, { essential: false }, { 'a-member-nobody-knows': 'x' }]
/** UserInfo is about a person; these are about a login, and stand in ID tokens alone. */
const aboutLogin = new Set(['acr', 'amr', 'auth_time'])
/** The suite asks for the claims of OpenID Connect Core alone, and warns about any other: these clients take no part in logouts. */
const aboutSession = 'sid'

describe('FAPI 2.0 Security Profile, openid_connect: the claims parameter', () => {
  const server = useServer({ seed: fapi2Seed })
  const client = new SuiteClient(server, 'openid_connect')
  let claimNames: string[]
  beforeAll(async () => {
    const { json } = await read(await fetch(client.url('/.well-known/openid-configuration')))
    expect(json['claims_parameter_supported']).toBe(true)
    claimNames = (json['claims_supported'] as string[]).filter((name) => name !== aboutSession)
  })

  /** Every claim, each asked for in another way; moved on by one, so that in five runs each is asked for in each. */
  const request = (shift: number) => Object.fromEntries(claimNames.map((name, index) => [name, forms[(index + shift) % forms.length]]))

  it.each([0, 1, 2, 3, 4])(
    'brings every claim that was asked for, and ignores what nobody knows: %i (test-claims-parameter-identity-claims)',
    async (shift) => {
      const asked = { ...request(shift), 'https://example.com/unknown-claim': null }
      const claims = JSON.stringify({ id_token: asked, userinfo: asked, 'a-member-nobody-knows': {} })
      const answer = await client.redeem(await client.code({ scope: 'openid', claims }))
      expectTokens(answer, { tokenType: 'DPoP', idToken: true, refreshToken: true })
      const accessToken = String(answer.json['access_token'])
      const facts = { issuer: server.issuer, clientId: client.clientId, nonce: client.sent['nonce'], accessToken, now: client.now }
      const idToken = await expectIdToken(String(answer.json['id_token']), { ...facts, requested: claimNames })
      const { status, headers, json } = await client.resource(accessToken)
      expect([status, headers.get('content-type')]).toEqual([200, expect.stringMatching(/^application\/json\b/)])
      expect(json['sub']).toBe(idToken.sub)
      expect(Object.keys(json).toSorted()).toEqual(claimNames.filter((name) => !aboutLogin.has(name)).toSorted())
      expect(claimNames.filter((name) => !(name in idToken))).toEqual([])
      for (const given of [json, idToken]) expect(given).toMatchObject(personClaims)
    },
  )

  it('brings nothing that was not asked for (test-claims-parameter-identity-claims)', async () => {
    const claims = JSON.stringify({ userinfo: { given_name: null } })
    const { access_token: token = '' } = await client.tokens({ scope: 'openid', claims })
    expect(Object.keys((await client.resource(token)).json).toSorted()).toEqual(['given_name', 'sub'])
  })
})
