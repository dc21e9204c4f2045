import { FromEnvironment } from './from-environment'
import { parseEncryptionKeys } from './values/parse-encryption-keys'

/** The secret that every node shares: all others are sealed with it or derived from it. */
export class SecretSettings {
  @FromEnvironment('KEY_ENCRYPTION_KEY', {
    description:
      'Base64 of 32 random bytes (openssl rand -base64 32); in a comma-separated list the first encrypts and all decrypt. Development makes one under data/.',
    secret: true,
    parse: parseEncryptionKeys,
  })
  readonly keyEncryptionKeys?: readonly Uint8Array[]
}
