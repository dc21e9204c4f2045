import { isDemoSeed } from '#platform/config/seed-settings'
import type { Settings } from '#platform/config/settings'
import { packageVersion } from './package-version'
import { demoKeysFile } from '#operations/demo/demo-keys'

const demo = `
  Accounts    alice / correct horse battery staple
              bob   / wrong donkey capacitor clip
  Clients     fapi-demo    FAPI 2.0: PAR, private_key_jwt, DPoP (its key: ${demoKeysFile})
              web-demo     client_secret_post and PKCE
              example-app  client_secret_basic and PKCE
`

const usualIssuer = 'http://localhost:3000'
const administration = ['npm run aldgate -- --help', "the administrator's command line"] as const

/** Commands that work as they are printed: the examples are clients of the demo seed, and expect the usual issuer unless told. */
function toTry({ server: { issuer }, seed }: Settings): readonly (readonly [string, string])[] {
  if (!isDemoSeed(seed.source))
    return [['npm run aldgate -- clients list', 'the clients of your seed, and those of earlier seeds'], administration]
  const isUsual = issuer === usualIssuer
  return [
    [`node docs/examples/fapi-login.mjs${isUsual ? '' : ` --issuer ${issuer}`}`, 'a whole FAPI 2.0 login, each request shown'],
    [`${isUsual ? '' : `ISSUER=${issuer} `}npm run example`, 'a web application that signs people in, to start from'],
    administration,
  ]
}

/** What a developer sees after the first start: where to look, who to be, what to try. */
export function banner(settings: Settings): string {
  const { server, seed } = settings
  const commands = toTry(settings)
  const width = Math.max(...commands.map(([command]) => command.length))
  return `
  Aldgate ${packageVersion()} is ready.

  Address     ${server.issuer}
  Discovery   ${server.urlOf('/.well-known/openid-configuration')}
  Health      ${server.urlOf('/health')}
${isDemoSeed(seed.source) ? demo : ''}
  Try next    ${commands.map(([command, does]) => `${command.padEnd(width)}    ${does}`).join('\n              ')}
`
}
