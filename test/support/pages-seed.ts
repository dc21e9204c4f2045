import { e2eSeed } from './e2e-seed'

/** Somebody who tries the languages. */
export const carol = { username: 'carol', password: 'clouds over a quiet harbour' }

/** The seed of the end-to-end tests, with a client and a resource that say all that people can be told. */
export const pagesSeed = {
  ...e2eSeed,
  clients: [
    ...e2eSeed.clients,
    {
      client_id: 'garden',
      client_name: 'Garden Planner',
      'client_name#de': 'Gartenplaner',
      'client_name#ar': 'مخطِّط الحديقة',
      token_endpoint_auth_method: 'none',
      redirect_uris: ['https://garden.example.com/cb'],
      post_logout_redirect_uris: ['https://garden.example.com/bye'],
      grant_types: ['authorization_code', 'refresh_token'],
      scope: 'openid profile email address phone offline_access payments accounts',
      logo_uri: 'https://garden.example.com/logo.svg',
      policy_uri: 'https://garden.example.com/privacy',
      tos_uri: 'https://garden.example.com/terms',
      client_uri: 'https://garden.example.com/',
      initiate_login_uri: 'https://garden.example.com/login?from=id',
    },
    {
      client_id: 'greenhouse',
      client_name: 'Greenhouse',
      'client_name#ar': 'البيت الزجاجي',
      token_endpoint_auth_method: 'none',
      redirect_uris: ['https://garden.example.com/cb'],
      scope: 'openid',
      allow: '"gardeners" in user.groups',
      contacts: ['gardeners@example.com', 'https://garden.example.com/people', 'The shed behind the house'],
    },
  ],
  users: [...e2eSeed.users, { ...carol, claims: { name: 'Carol' } }],
  resources: [
    {
      resource: 'https://payments.example.com',
      resource_name: 'Payments',
      'resource_name#de': 'Zahlungen',
      'resource_name#ar': 'المدفوعات',
      scopes: ['payments'],
      scope_descriptions: { payments: { en: 'Prepare payments for you', de: 'Zahlungen für Sie vorbereiten', ar: 'إعداد المدفوعات لك' } },
    },
    { resource: 'https://accounts.example.com', scopes: ['accounts'] },
  ],
}
