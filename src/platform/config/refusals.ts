import { defaultPasswordHash } from './password-settings'
import { isDemoSeed } from './seed-settings'
import type { Environment } from './server-settings'
import type { Settings } from './settings'
import type { SettingFault } from './settings-error'
import { isCheaper, parsePasswordHash } from './values/parse-password-hash'
import { isKeyOf } from './values/parse-pem'
import { enforces } from '#libs/checks/enforces'

enforces('FAPI2-SP-FINAL-5.2.1-1')

interface Refusal {
  readonly setting: string
  readonly where: readonly Environment[]
  readonly rule: string
  readonly when: (settings: Settings) => boolean
}

const everywhere: readonly Environment[] = ['production', 'test', 'development']
const strict: readonly Environment[] = ['production', 'test']
const production: readonly Environment[] = ['production']

/** What is refused though each value is well formed. */
// prettier-ignore
export const refusals: readonly Refusal[] = [
  { setting: 'TLS_KEY', where: everywhere, rule: 'must be set together with TLS_CERT',
    when: ({ server }) => server.tlsCert !== undefined && server.tlsKey === undefined },
  { setting: 'TLS_CERT', where: everywhere, rule: 'must be set together with TLS_KEY',
    when: ({ server }) => server.tlsKey !== undefined && server.tlsCert === undefined },
  { setting: 'TLS_KEY', where: everywhere, rule: 'must be the private key of the first certificate in TLS_CERT',
    when: ({ server: { tlsCert, tlsKey } }) => tlsCert !== undefined && tlsKey !== undefined && !isKeyOf(tlsCert, tlsKey) },
  { setting: 'ISSUER', where: production, rule: 'must be set to an https URL',
    when: ({ server }) => !server.issuer.startsWith('https:') },
  { setting: 'KEY_ENCRYPTION_KEY', where: strict, rule: 'must be set (openssl rand -base64 32), to the same value on every node',
    when: ({ secrets }) => secrets.keyEncryptionKeys === undefined },
  { setting: 'PASSWORD_HASH', where: production, rule: `must not cost less than ${defaultPasswordHash} in any parameter`,
    when: ({ passwords }) => isCheaper(passwords.hash, parsePasswordHash(defaultPasswordHash)) },
  { setting: 'RATE_LIMITS', where: production, rule: 'must be on',
    when: ({ limits }) => !limits.enabled },
  { setting: 'ALDGATE_SIGNING_KEY_NOTICE', where: everywhere, rule: 'must be shorter than ALDGATE_SIGNING_KEY_LIFETIME',
    when: ({ keys }) => keys.noticeSeconds >= keys.lifetimeSeconds },
  { setting: 'ALDGATE_SIGNING_KEY_KEPT', where: everywhere, rule: 'must be longer than access and ID tokens live',
    when: ({ keys, lifetimes: { accessToken, accessTokenFapi2, idToken } }) =>
      keys.keptSeconds <= Math.max(accessToken, accessTokenFapi2, idToken) },
  { setting: 'ALDGATE_AUDIT_ARCHIVE', where: everywhere, rule: 'must be set together with ALDGATE_AUDIT_RETENTION',
    when: ({ audit }) => audit.archive !== undefined && audit.retentionDays === undefined },
  { setting: 'ALDGATE_OUTBOUND_ALLOW', where: production, rule: 'must not be set',
    when: ({ outbound }) => outbound.allow.length > 0 },
  { setting: 'SEED_FILE', where: strict, rule: 'must not be the demo seed, whose passwords everybody knows',
    when: ({ seed }) => isDemoSeed(seed.source) },
]

/**
 * Finds settings that are each well formed, but unsafe where the server runs, or at odds with each other.
 *
 * @param known what is wrong already: each setting is reported once, and nothing follows from a NODE_ENV that is wrong
 */
export function findUnsafe(settings: Settings, known: readonly SettingFault[]): readonly SettingFault[] {
  const { environment } = settings.server
  const reported = new Set(known.map(({ setting }) => setting.replace(/_FILE$/, '')))
  if (reported.has('NODE_ENV')) return []
  return refusals.flatMap((refusal) => {
    if (!refusal.where.includes(environment) || reported.has(refusal.setting) || !refusal.when(settings)) return []
    reported.add(refusal.setting)
    return [toFault(refusal, environment)]
  })
}

const toFault = ({ setting, where, rule }: Refusal, environment: Environment): SettingFault => ({
  setting,
  rule: where === everywhere ? rule : `${rule} (NODE_ENV is ${environment})`,
})
