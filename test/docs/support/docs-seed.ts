import { TestKey } from '../../support/test-keys'

const codeGrants = { grant_types: ['authorization_code', 'refresh_token'] }
export const secrets = {
  shop: 'a-secret-of-the-shop-0123456789abcdef',
  reports: 'a-secret-of-the-reports-0123456789abc',
  paymentsApi: 'a-secret-of-the-payments-api-01234567',
}
export const keys = { payments: new TestKey(), nightly: new TestKey() }

const withKey = (key: TestKey) => ({ jwks: { keys: [key.publicJwk] } })

/** The clients, people and resources that the pages speak of. */
export const docsSeed = {
  clients: [
    {
      client_id: 'payments-app',
      client_name: 'Payments',
      security_profile: 'fapi2',
      redirect_uris: ['https://payments.example.com/callback'],
      post_logout_redirect_uris: ['https://payments.example.com/'],
      ...codeGrants,
      ...withKey(keys.payments),
      scope: 'openid profile email offline_access payments',
    },
    {
      client_id: 'shop',
      client_name: 'Shop',
      client_secret: secrets.shop,
      redirect_uris: ['https://shop.example.com/callback'],
      post_logout_redirect_uris: ['https://shop.example.com/'],
      ...codeGrants,
      scope: 'openid profile email offline_access',
    },
    {
      client_id: 'notes',
      client_name: 'Notes',
      token_endpoint_auth_method: 'none',
      dpop_bound_access_tokens: true,
      redirect_uris: ['https://notes.example.com/callback'],
      ...codeGrants,
      scope: 'openid profile email',
    },
    {
      client_id: 'desk-tool',
      client_name: 'Desk tool',
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      redirect_uris: ['http://127.0.0.1/callback'],
      ...codeGrants,
      scope: 'openid profile offline_access',
    },
    {
      client_id: 'nightly-job',
      security_profile: 'fapi2',
      grant_types: ['client_credentials'],
      ...withKey(keys.nightly),
      scope: 'payments',
    },
    {
      client_id: 'reports',
      client_secret: secrets.reports,
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['client_credentials'],
      scope: 'payments',
    },
    { client_id: 'payments-api', client_secret: secrets.paymentsApi, grant_types: [], resources: ['https://api.example.com'] },
  ],
  users: [
    {
      username: 'alice',
      password: 'correct horse battery staple',
      sub: '248289761001',
      claims: { name: 'Alice Liddell', given_name: 'Alice', family_name: 'Liddell', email: 'alice@example.com', email_verified: true },
    },
  ],
  resources: [{ resource: 'https://api.example.com', scopes: ['payments'] }],
}
