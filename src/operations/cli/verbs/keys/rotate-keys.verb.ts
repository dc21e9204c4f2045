import { KeySettings } from '#platform/config/key-settings'
import { DatabaseModule } from '#platform/database/database.module'
import { signingAlgorithms } from '#libs/jws/signing-algorithms'
import type { SigningAlgorithm } from '#libs/jws/signing-algorithms'
import { RotateKeys } from '#records/keys/rotate-keys'
import { CliVerb, UsageError } from '../../cli-verb'
import type { Verb, VerbOptions, VerbOutput } from '../../cli-verb'
import { KeyReport } from './key-report'
import { KeyVerbsModule } from './key-verbs.module'

const listed = `${signingAlgorithms.slice(0, -1).join(', ')} or ${signingAlgorithms.at(-1)}`

/** Brings the next signing keys into use before their time. */
@CliVerb({
  name: 'keys rotate',
  usage: 'keys rotate [ALGORITHM]',
  description: `Announces the next signing keys now; they sign in ten minutes, when every client can know them. ALGORITHM is ${listed}; without it, the keys of all that are in use.`,
  options: {
    emergency: {
      type: 'boolean',
      description: 'New keys sign at once and the old ones are gone: what they have signed is refused by every node within two seconds.',
    },
  },
  changes: true,
  modules: [DatabaseModule, KeyVerbsModule],
})
export class RotateKeysVerb implements Verb {
  constructor(
    private readonly rotateKeys: RotateKeys,
    private readonly keyReport: KeyReport,
    private readonly settings: KeySettings,
  ) {}

  async run([name]: readonly string[], { emergency }: VerbOptions): Promise<VerbOutput> {
    const { algorithms: inUse } = this.settings
    const algorithms = name === undefined ? inUse : [getAlgorithm(name, inUse)]
    await (emergency === true ? this.rotateKeys.replace(algorithms) : this.rotateKeys.rotate(algorithms))
    return this.keyReport.make()
  }
}

function getAlgorithm(name: string, inUse: readonly SigningAlgorithm[]): SigningAlgorithm {
  const found = inUse.find((algorithm) => algorithm === name)
  if (!found) throw new UsageError(`${JSON.stringify(name)} is none of ${inUse.join(', ')}`)
  return found
}
