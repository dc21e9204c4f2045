import { TestKey } from '../../support/test-keys'

/** OpenID, where the ID token belongs to the answer, or plain OAuth, where clients have no openid scope. */
export type Variant = 'openid_connect' | 'plain_oauth'
export const variants: readonly Variant[] = ['openid_connect', 'plain_oauth']

const callback = 'https://suite.example.com/test/a/aldgate/callback'
/** The second client's redirect_uri has a query of its own. */
export const redirectUris = [callback, `${callback}?dummy1=lorem&dummy2=ipsum`] as const
export const scopes = {
  openid_connect: 'openid profile email address phone offline_access accounts',
  plain_oauth: 'accounts payments',
  client_credentials: 'accounts payments',
} as const

/** Two clients never share a key: the first signs with PS256, the second with ES256. */
export const clientKeys = [new TestKey('PS256'), new TestKey('ES256')] as const
export const proofKeys = [new TestKey('PS256'), new TestKey('ES256')] as const
export const resourceServerKey = new TestKey('ES256')

const withKey = (key: TestKey) => ({
  token_endpoint_auth_method: 'private_key_jwt',
  token_endpoint_auth_signing_alg: key.algorithm,
  jwks: { keys: [key.publicJwk] },
})

const pair = (name: string, metadata: object) =>
  clientKeys.map((key, index) => ({ client_id: `${name}-${index + 1}`, security_profile: 'fapi2', ...withKey(key), ...metadata }))

const codeFlow = (variant: Variant) => ({
  redirect_uris: redirectUris,
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  scope: scopes[variant],
})

/** Every claim about the person, so that whatever is asked for can be given. */
export const personClaims = {
  name: 'Alice Pleasance Liddell',
  given_name: 'Alice',
  middle_name: 'Pleasance',
  family_name: 'Liddell',
  nickname: 'Al',
  preferred_username: 'alice',
  profile: 'https://example.com/alice',
  picture: 'https://example.com/alice.png',
  website: 'https://alice.example.com',
  email: 'alice@example.com',
  email_verified: true,
  gender: 'female',
  birthdate: '1852-05-04',
  zoneinfo: 'Europe/London',
  locale: 'en-GB',
  phone_number: '+442079460958',
  phone_number_verified: true,
  address: {
    formatted: '1 Deanery Lane',
    street_address: '1 Deanery Lane',
    locality: 'Oxford',
    region: 'Oxon',
    postal_code: 'OX1',
    country: 'UK',
  },
  updated_at: 1_735_689_600,
}

/** The clients, person and resources that the suite's FAPI 2.0 plans are run with. */
export const fapi2Seed = {
  clients: [
    ...variants.flatMap((variant) => pair(variant, codeFlow(variant))),
    ...pair('client_credentials', { grant_types: ['client_credentials'], scope: scopes.client_credentials }),
    { client_id: 'resource-server', grant_types: [], ...withKey(resourceServerKey), resources: ['https://rs.example.com'] },
  ],
  users: [{ username: 'alice', password: 'correct horse battery staple', claims: personClaims }],
  resources: [{ resource: 'https://rs.example.com', scopes: ['accounts', 'payments'] }],
}
