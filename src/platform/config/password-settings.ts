import { FromEnvironment } from './from-environment'
import { parsePasswordHash } from './values/parse-password-hash'
import type { PasswordHashCost } from './values/parse-password-hash'

/** OWASP's advice for argon2id, and the least that production accepts. */
export const defaultPasswordHash = 'argon2id,m=19456,t=2,p=1'

/** What it costs to hash, and so to guess, a password. */
export class PasswordSettings {
  @FromEnvironment('PASSWORD_HASH', {
    description: 'Memory in KiB, passes and lanes of a password hash; production refuses less than the default.',
    default: defaultPasswordHash,
    parse: parsePasswordHash,
  })
  readonly hash!: PasswordHashCost

  get memoryKiB(): number {
    return this.hash.memoryKiB
  }

  get passes(): number {
    return this.hash.passes
  }

  get lanes(): number {
    return this.hash.lanes
  }
}
