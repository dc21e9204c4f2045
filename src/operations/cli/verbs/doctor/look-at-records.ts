import type { INestApplicationContext } from '@nestjs/common'
import { Clock } from '#platform/clock/clock'
import { KeySettings } from '#platform/config/key-settings'
import type { Settings } from '#platform/config/settings'
import { StartRefused } from '#platform/config/start-refused'
import { DatabaseModule } from '#platform/database/database.module'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { DeploymentModule } from '#platform/deployment/deployment.module'
import { EncryptionKeys } from '#platform/deployment/encryption-keys'
import { RecordedIssuer } from '#platform/deployment/recorded-issuer'
import { KeyRecordsModule } from '#records/keys/key-records.module'
import { SigningKeysRepository } from '#records/keys/signing-keys.repository'
import { Secrets } from '#platform/secrets/secrets'
import { CliModule, inContext } from '../../cli.module'
import { countByKey } from './count-by-key'
import { broken, fine, skipped } from './finding'
import type { Finding } from './finding'
import { judgeEncryptionKeys } from './judge-encryption-keys'
import { judgeSigningKeys } from './judge-signing-keys'

export const recordChecks = ['issuer', 'encryption keys', 'signing keys'] as const

/** What the database says of issuer and keys, held against the settings. A node with the wrong encryption keys does not even start. */
export async function lookAtRecords(settings: Settings): Promise<readonly Finding[]> {
  try {
    return await inContext(CliModule.of(settings, [DatabaseModule, DeploymentModule, KeyRecordsModule]), look)
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error
    const [fault = '', ...advice] = error.message.split(': ')
    const refused = broken('encryption keys', fault, advice.join(': '))
    return recordChecks.map((check) => (check === 'encryption keys' ? refused : skipped(check, 'needs the encryption keys')))
  }
}

const look = async (context: INestApplicationContext): Promise<readonly Finding[]> => {
  const get = <Part>(type: abstract new (...args: never[]) => Part): Part => context.get(type, { strict: false })
  const [repository, now] = [get(SigningKeysRepository), get(Clock).now()]
  const own = get(Secrets)
    .keysFor('key-check')
    .map(({ id }) => id)
  return [
    await lookAtIssuer(get(RecordedIssuer)),
    judgeEncryptionKeys({ own, known: await get(EncryptionKeys).known(), uses: await countByKey(get(UnitOfWork)), now }),
    judgeSigningKeys(await repository.all(), { schedule: get(KeySettings), now, open: (key) => repository.openPrivate(key) }),
  ]
}

async function lookAtIssuer(recorded: RecordedIssuer): Promise<Finding> {
  const found = await recorded.find()
  if (found === undefined) return fine('issuer', 'no server has started on this database yet')
  if (recorded.isOwn(found)) return fine('issuer', `the database belongs to ${found}`)
  return broken('issuer', `the database belongs to ${found}`, 'set ISSUER to that, or run "aldgate issuer adopt" where it is to change')
}
