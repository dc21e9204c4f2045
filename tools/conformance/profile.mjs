// One source for both sides: what the server starts with, and what the suite is told.
import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { newClients, newResourceServer } from './clients.mjs'
import { expectedSkips } from './expected-skips.mjs'
import { newPeople } from './people.mjs'
import { newPlans, planNames } from './plans.mjs'

const environment = ({ issuer, suiteBase, out, variations }) => ({
  // As strict as production, except that the suite's own host may be asked although its certificate is self-signed.
  NODE_ENV: 'test',
  ISSUER: issuer,
  PORT: new URL(issuer).port || '443',
  TLS_CERT_FILE: resolve(out, 'tls.crt'),
  TLS_KEY_FILE: resolve(out, 'tls.key'),
  DATABASE_URL: `sqlite://${resolve(out, 'conformance.sqlite')}`,
  KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  SEED_FILE: resolve(out, 'seed.json'),
  ALDGATE_OUTBOUND_ALLOW: new URL(suiteBase).hostname,
  DPOP_NONCE: variations.nonces,
})

const resourceEnvironment = ({ issuer, resource, out, secret }) => ({
  ISSUER: issuer,
  RESOURCE: resource,
  CLIENT_SECRET: secret,
  TLS_CERT_FILE: resolve(out, 'tls.crt'),
  TLS_KEY_FILE: resolve(out, 'tls.key'),
})

/** The one authentication context that a password gives. */
const acr = 'https://refeds.org/profile/sfa'

const lines = (values) => Object.entries(values).map(([name, value]) => `${name}=${value}\n`)

/** Every file of a profile: by name, its text. */
export function newProfile({ suiteBase, alias, issuer, resource, out, variations }) {
  const base = `${suiteBase}/test/a/${alias}`
  const [clients, users, resourceServer] = [newClients(base, variations), newPeople(), newResourceServer(resource)]
  const seed = {
    clients: [...Object.values(clients), resourceServer].map((client) => client.seed),
    users,
    resources: [{ resource, scopes: ['accounts'] }],
  }
  const plans = newPlans({ alias, base, issuer, resource, clients, acr, variations, person: users[0] })
  const json = (value) => `${JSON.stringify(value, null, 2)}\n`
  return {
    'seed.json': json(seed),
    'server.env': lines(environment({ issuer, suiteBase, out, variations })).join(''),
    'resource.env': lines(resourceEnvironment({ issuer, resource, out, secret: resourceServer.secret })).join(''),
    'expected-skips.json': json(expectedSkips(variations)),
    'plans.txt': Object.entries(planNames(variations))
      .map(([file, name]) => `${name} plans/${file}.json\n`)
      .join(''),
    ...Object.fromEntries(Object.entries(plans).map(([file, plan]) => [`plans/${file}.json`, json(plan)])),
  }
}
