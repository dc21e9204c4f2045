import { DatabaseModule } from '#platform/database/database.module'
import { RotateKeys } from '#records/keys/rotate-keys'
import { CliVerb } from '../../cli-verb'
import type { Verb, VerbOptions, VerbOutput } from '../../cli-verb'
import { NotFound } from '../../not-found'
import { KeyReport } from './key-report'
import { KeyVerbsModule } from './key-verbs.module'

/** Ends one signing key. */
@CliVerb({
  name: 'keys retire',
  usage: 'keys retire KID',
  description: 'Ends a signing key: its successor signs at once, and it goes on verifying until it is deleted in its time.',
  options: {
    emergency: { type: 'boolean', description: 'Deletes it at once: what it has signed is refused by every node within two seconds.' },
  },
  changes: true,
  modules: [DatabaseModule, KeyVerbsModule],
})
export class RetireKeyVerb implements Verb {
  constructor(
    private readonly rotateKeys: RotateKeys,
    private readonly keyReport: KeyReport,
  ) {}

  async run([kid = '']: readonly string[], { emergency }: VerbOptions): Promise<VerbOutput> {
    const wasThere = await (emergency === true ? this.rotateKeys.withdraw(kid) : this.rotateKeys.retire(kid))
    if (!wasThere) throw new NotFound('signing key', kid)
    return this.keyReport.make()
  }
}
