import { e2eSeed, keys } from '../support/e2e-seed'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { testSettings } from '../support/test-settings'
import { TestKey } from '../support/test-keys'
import { useServer } from '../support/use-server'

describe('the attackers of the FAPI 2.0 Attacker Model', () => {
  const server = useServer({ seed: e2eSeed })
  const rp = new RelyingParty(server, 'fapi', keys.fapi)

  it('A1a: messages made for another server are worth nothing here (SEC-66)', async () => {
    const evil = 'https://evil.example'
    const assertion = await rp.call('/token', { grant_type: 'client_credentials', client_assertion: rp.assertion({ aud: evil }) })
    expect([assertion.status, assertion.json['error']]).toEqual([401, 'invalid_client'])
    const proof = await rp.call('/token', { grant_type: 'client_credentials' }, { dpop: rp.proof('POST', `${evil}/token`) })
    expect([proof.status, proof.json['error']]).toEqual([400, 'invalid_dpop_proof'])
    const hint = new TestKey().jwt({ typ: 'JWT' }, { iss: evil, sub: 'alice', aud: 'fapi', iat: rp.now, exp: rp.now + 600 })
    const pushed = await rp.push({ id_token_hint: hint })
    expect([pushed.status, pushed.json['error']]).toEqual([400, 'invalid_request'])
  })

  it('A2: production serves no http issuer (FAPI2-SP-FINAL-5.2.1-1, SEC-67)', () => {
    const production = { NODE_ENV: 'production', PASSWORD_HASH: 'argon2id,m=19456,t=2,p=1' }
    expect(() => testSettings({ ...production, ISSUER: 'http://as.example.com' })).toThrow(/ISSUER/)
    expect(testSettings({ ...production, ISSUER: 'https://as.example.com' }).server.issuer).toBe('https://as.example.com')
  })

  it('A5: a token request that was read is worth nothing, as it is or with a proof of another key (SEC-69)', async () => {
    const code = await new Person(server).getCode(await rp.pushedUrl({}, { dpop: rp.proof('POST', rp.url('/par')) }))
    const params = { grant_type: 'authorization_code', code, redirect_uri: rp.redirectUri, code_verifier: rp.verifier }
    const captured = { ...rp.authentication(), ...params }
    const dpop = rp.proof('POST', rp.url('/token'))
    const other = rp.proof('POST', rp.url('/token'), {}, {}, new TestKey())
    expect((await rp.post('/token', captured, { dpop: other })).json['error']).toBe('invalid_grant')
    expect((await rp.post('/token', captured, { dpop })).json['error']).toBe('invalid_client')
    const fresh = await rp.call('/token', params, { dpop })
    expect([fresh.status, fresh.json['error']]).toEqual([400, 'invalid_dpop_proof'])
    expect((await rp.call('/token', params)).status).toBe(200)
  })
})
