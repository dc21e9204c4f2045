import { DatabaseModule } from '#platform/database/database.module'
import { EncryptionKeys } from '#platform/deployment/encryption-keys'
import { DeploymentModule } from '#platform/deployment/deployment.module'
import { PrepareKeys } from '#records/keys/prepare-keys'
import { CliVerb } from '../../cli-verb'
import type { Verb, VerbOutput } from '../../cli-verb'
import { KeyReport } from './key-report'
import { KeyVerbsModule } from './key-verbs.module'

/** Makes the first key of KEY_ENCRYPTION_KEY the database's. Every node does so at its start, but for the way back to an older key. */
@CliVerb({
  name: 'keys reseal',
  usage: 'keys reseal',
  description: 'Seals the signing keys under the first key of KEY_ENCRYPTION_KEY, and makes that the one that every node needs.',
  changes: true,
  modules: [DatabaseModule, KeyVerbsModule, DeploymentModule],
})
export class ResealKeysVerb implements Verb {
  constructor(
    private readonly encryptionKeys: EncryptionKeys,
    private readonly prepareKeys: PrepareKeys,
    private readonly keyReport: KeyReport,
  ) {}

  async run(): Promise<VerbOutput> {
    await this.prepareKeys.execute()
    await this.encryptionKeys.adoptAgain()
    return this.keyReport.make(['The signing keys are sealed under the first key of KEY_ENCRYPTION_KEY.'])
  }
}
