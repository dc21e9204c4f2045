import { demoSeedFile } from '#platform/config/seed-settings'
import type { Settings } from '#platform/config/settings'
import { packageVersion } from './package-version'
import { demoKeysFile } from '#operations/demo/demo-keys'

const demo = `
  Accounts    alice / correct horse battery staple
              bob   / wrong donkey capacitor clip
  Clients     fapi-demo  FAPI 2.0: PAR, private_key_jwt, DPoP (its key: ${demoKeysFile})
              web-demo   client_secret_post and PKCE
`

/** What a developer sees after the first start: where to look, who to be, what to try. */
export function banner({ server, seed }: Settings): string {
  return `
  Aldgate ${packageVersion()} is ready.

  Address     ${server.issuer}
  Discovery   ${server.urlOf('/.well-known/openid-configuration')}
  Health      ${server.urlOf('/health')}
${seed.source?.kind === 'file' && seed.source.path === demoSeedFile ? demo : ''}
  Try next    node docs/examples/fapi-login.mjs    a whole FAPI 2.0 login, each request shown
              npm run aldgate -- --help            the administrator's command line
`
}
