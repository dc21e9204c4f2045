import { DatabaseModule } from '#platform/database/database.module'
import { HttpModule } from '#platform/http/http.module'
import { OutboundModule } from '#platform/outbound/outbound.module'
import { ExportPeople } from '#operations/people/export-people'
import { formatOf, PeopleFiles } from '#operations/people/people-files'
import { PeopleFilesModule } from '#operations/people/people-files.module'
import { CliVerb } from '../../cli-verb'
import type { Verb, VerbOptions, VerbOutput } from '../../cli-verb'
import { NewFile } from '../../output/new-file'
import { formatOption, readFormat } from '../../read-format'

/** Writes all accounts into a file that "users import" reads. */
@CliVerb({
  name: 'users export',
  usage: 'users export FILE',
  description:
    'Writes all accounts into a new file that nobody else may read, as "users import" reads it: a JSON object on each line, or CSV. Passwords are left out unless asked for.',
  options: {
    'with-password-hashes': {
      type: 'boolean',
      description: 'Writes the hashes of passwords, too: whoever has the file can guess at them.',
    },
    format: formatOption,
  },
  changes: true,
  modules: [DatabaseModule, HttpModule, OutboundModule, PeopleFilesModule],
})
export class ExportUsersVerb implements Verb {
  constructor(
    private readonly exportPeople: ExportPeople,
    private readonly files: PeopleFiles,
  ) {}

  async run([path = '']: readonly string[], options: VerbOptions): Promise<VerbOutput> {
    const withPasswordHashes = options['with-password-hashes'] === true
    const format = formatOf(path, readFormat(options['format']))
    const lines = this.files.write(this.exportPeople.execute({ withPasswordHashes }), format)
    const file = new NewFile(path)
    let users = format === 'csv' ? -1 : 0
    try {
      for await (const line of lines) {
        await file.writeLine(line)
        users += 1
      }
    } finally {
      await file.close()
    }
    const secrets = withPasswordHashes ? ', with the hashes of their passwords' : ''
    return {
      lines: [`${users} accounts were written to ${path}${secrets}.`],
      data: { file: path, users, password_hashes: withPasswordHashes },
    }
  }
}
