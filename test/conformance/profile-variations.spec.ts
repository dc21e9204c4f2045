import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { readSeedDocument } from '#operations/seeds/document/read-seed-document'

const tool = join(__dirname, '../../tools/conformance-profile.mjs')
const usual = ['--suite-base', 'https://suite.example.com:8443', '--alias', 'aldgate']
const unsupported = 'oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported'
const needsRsaKey = 'fapi2-security-profile-final-ensure-signed-client-assertion-with-RS256-fails'

interface Plan {
  readonly server: Readonly<Record<string, string>>
  readonly client: { readonly dpop_signing_alg?: string; readonly jwks?: { readonly keys: readonly Readonly<Record<string, string>>[] } }
}

describe('the conformance profile, varied', () => {
  let out: string
  beforeEach(() => (out = mkdtempSync(join(tmpdir(), 'aldgate-profile-'))))
  afterEach(() => rmSync(out, { recursive: true }))

  const make = (...options: readonly string[]) => {
    execFileSync(process.execPath, [tool, ...usual, ...options, '--out', out])
    const read = (name: string) => readFileSync(join(out, name), 'utf8')
    const skips = JSON.parse(read('expected-skips.json')) as { 'test-name': string; 'configuration-filename': string }[]
    return {
      seed: readSeedDocument(read('seed.json'), { source: 'seed.json', variables: {}, production: true }),
      environment: parseEnv(read('server.env')),
      planOf: (name: string) => JSON.parse(read(`plans/${name}.json`)) as Plan,
      names: Object.fromEntries(
        read('plans.txt')
          .trim()
          .split('\n')
          .map((line) => [/plans\/([\w-]+)/.exec(line)?.[1], line]),
      ) as Record<string, string>,
      skipped: (plan: string) =>
        skips
          .filter((skip) => skip['configuration-filename'].split('*').every((part) => plan.includes(part)))
          .map((skip) => skip['test-name']),
    }
  }

  it('names the modules that the suite skips of its own accord, since its runner fails for any other', () => {
    const { skipped } = make()
    expect([skipped('plans/oidc-basic.json'), skipped('plans/oidc-form-post-basic.json')]).toEqual([[unsupported], [unsupported]])
    expect([skipped('plans/fapi2-sp-final-openid.json'), skipped('plans/oidc-config.json')]).toEqual([[], []])
  })

  it.each(['ES256', 'EdDSA'])('has FAPI clients sign with %s: assertions, proofs, and their ID tokens too', (alg) => {
    const { seed, planOf, skipped } = make('--keys', alg)
    for (const plan of ['fapi2-sp-final-openid', 'fapi2-sp-final-plain-oauth', 'fapi2-sp-final-client-credentials']) {
      const { client } = planOf(plan)
      expect([client.dpop_signing_alg, client.jwks?.keys[0]?.['alg']]).toEqual([alg, alg])
      expect(skipped(`plans/${plan}.json`)).toEqual([needsRsaKey])
    }
    const registered = seed.clients.find(({ metadata }) => metadata.client_id === 'fapi-1')?.metadata
    expect(registered).toMatchObject({ token_endpoint_auth_signing_alg: alg, id_token_signed_response_alg: alg })
  })

  it('offers nonces, or requires them', () => {
    expect([make().environment['DPOP_NONCE'], make('--nonces', 'required').environment['DPOP_NONCE']]).toEqual(['offered', 'required'])
  })

  it('tells the Basic plans where everything is in place of discovery', () => {
    const { planOf, names } = make('--metadata', 'static')
    const addresses = { issuer: 'https://op.test:9443', token_endpoint: 'https://op.test:9443/token' }
    expect(planOf('oidc-basic').server).toMatchObject({ ...addresses, acr_values: 'https://refeds.org/profile/sfa' })
    expect(planOf('oidc-basic').server).not.toHaveProperty('discoveryUrl')
    expect(planOf('oidc-rp-initiated-logout').server).toHaveProperty('discoveryUrl')
    expect(names['oidc-basic']).toContain('[server_metadata=static]')
  })

  it.each(['client_secret_post', 'private_key_jwt'])(
    'has the Basic clients authenticate by %s, in the plan that has every module',
    (method) => {
      const { seed, planOf, names } = make('--oidc-auth', method)
      const basics = seed.clients.filter(({ metadata }) => metadata.client_id.startsWith('oidc-basic'))
      expect(basics.map(({ metadata }) => metadata.token_endpoint_auth_method)).toEqual([method, method])
      expect(names['oidc-form-post-basic']).toContain(`[client_auth_type=${method}][response_type=code][response_mode=form_post]`)
      expect(names['oidc-basic']).toMatch(/^oidcc-test-plan\[/)
      expect('jwks' in planOf('oidc-basic').client).toBe(method === 'private_key_jwt')
    },
  )
})
