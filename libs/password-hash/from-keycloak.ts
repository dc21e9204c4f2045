import { UnusablePasswordHash } from './password-hash'

/** A password of Keycloak: what its realm export holds as `secretData` and `credentialData`, parsed. */
export interface KeycloakPassword {
  readonly secret: { readonly value: string; readonly salt: string }
  readonly credential: {
    readonly algorithm: string
    readonly hashIterations: number
    readonly additionalParameters?: Readonly<Record<string, readonly string[]>>
  }
}

const pbkdf2Digests: ReadonlyMap<string, string> = new Map([
  ['pbkdf2', 'sha1'],
  ['pbkdf2-sha256', 'sha256'],
  ['pbkdf2-sha512', 'sha512'],
])

const unpadded = (base64: string) => base64.replace(/=+$/, '')

/**
 * The text form of a password hash that Keycloak keeps in parts.
 *
 * @throws UnusablePasswordHash when Keycloak hashed it by a provider of its operator's own
 */
export function fromKeycloak({ secret: { value, salt }, credential }: KeycloakPassword): string {
  const { algorithm, hashIterations, additionalParameters } = credential
  const digest = pbkdf2Digests.get(algorithm)
  if (digest !== undefined) return `$pbkdf2-${digest}$i=${hashIterations}$${salt}$${value}`
  if (algorithm !== 'argon2') throw new UnusablePasswordHash('only argon2 and PBKDF2 passwords of Keycloak can be taken over')
  const parameter = (name: string) => additionalParameters?.[name]?.[0] ?? ''
  if (parameter('version') !== '1.3') throw new UnusablePasswordHash('argon2 must be of version 1.3')
  const costs = `m=${parameter('memory')},t=${hashIterations},p=${parameter('parallelism')}`
  return `$argon2${parameter('type')}$v=19$${costs}$${unpadded(salt)}$${unpadded(value)}`
}
