import { defaultPasswordHash } from '#platform/config/password-settings'
import type { PasswordSettings } from '#platform/config/password-settings'
import type { ServerSettings } from '#platform/config/server-settings'
import { isCheaper, parsePasswordHash } from '#platform/config/values/parse-password-hash'
import { Passwords } from '#records/users/passwords'
import { broken, fine } from './finding'
import type { Finding } from './finding'

/** Settings that were read are well formed, and safe where the server runs. */
export const lookAtSettings = ({ environment, issuer }: ServerSettings): Finding =>
  fine('settings', `NODE_ENV is ${environment}, ISSUER is ${issuer}`)

/** Whether a stolen password hash costs enough to guess, and what a login costs here. */
export async function lookAtPasswordHash(settings: PasswordSettings): Promise<Finding> {
  const { memoryKiB, passes, lanes } = settings.hash
  const began = performance.now()
  await new Passwords(settings).hash('of no account')
  const found = `argon2id,m=${memoryKiB},t=${passes},p=${lanes}: ${Math.round(performance.now() - began)} ms here`
  if (!isCheaper(settings.hash, parsePasswordHash(defaultPasswordHash))) return fine('password hash', found)
  return broken('password hash', found, `set PASSWORD_HASH to ${defaultPasswordHash} or more; production refuses less`)
}
