import { DatabaseModule } from '#platform/database/database.module'
import { CliVerb } from '../../cli-verb'
import type { Verb, VerbOutput } from '../../cli-verb'
import { toFields } from '../../output/to-fields'
import { FindRecord } from '../find-record'
import { RecordsModule } from '../records.module'
import { toUserData } from './user-data'

/** Shows one account. */
@CliVerb({
  name: 'users show',
  usage: 'users show USER',
  description: 'Shows an account, by its name or its sub; never its password.',
  modules: [DatabaseModule, RecordsModule],
})
export class ShowUserVerb implements Verb {
  constructor(private readonly findRecord: FindRecord) {}

  async run([name = '']: readonly string[]): Promise<VerbOutput> {
    const data = toUserData(await this.findRecord.user(name))
    return { lines: toFields(data), data }
  }
}
