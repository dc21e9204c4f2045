import { toInertText } from '#libs/terminal/inert-text'
import { DatabaseModule } from '#platform/database/database.module'
import { HttpModule } from '#platform/http/http.module'
import { OutboundModule } from '#platform/outbound/outbound.module'
import { ImportPeople } from '#operations/people/import-people'
import { formatOf, PeopleFiles } from '#operations/people/people-files'
import { PeopleFilesModule } from '#operations/people/people-files.module'
import type { RefusedRecord } from '#operations/people/person-record'
import { UnusablePeopleFile } from '#operations/people/unusable-people-file'
import { CliVerb, VerbFailure } from '../../cli-verb'
import type { Verb, VerbOptions, VerbOutput } from '../../cli-verb'
import { NewFile } from '../../output/new-file'
import { formatOption, readFormat } from '../../read-format'

type Report = Pick<NewFile, 'write' | 'close'>

/** Milliseconds between two lines that say how far it is. */
const progressEvery = 5_000

/** Takes people over from another server. */
@CliVerb({
  name: 'users import',
  usage: 'users import FILE',
  description:
    'Adds and updates the accounts of a file: a JSON object on each line, or CSV (docs/people.md). Entries that have not changed since the last import are left alone. Lines that are refused are told on standard error, or in a file; then it ends with 3.',
  options: {
    'dry-run': { type: 'boolean', description: 'Says what would be done, and changes nothing.' },
    report: { type: 'string', description: 'Writes the lines that are refused into this new file, as lines of JSON.' },
    format: formatOption,
  },
  changes: true,
  modules: [DatabaseModule, HttpModule, OutboundModule, PeopleFilesModule],
})
export class ImportUsersVerb implements Verb {
  constructor(
    private readonly files: PeopleFiles,
    private readonly importPeople: ImportPeople,
  ) {}

  async run([path = '']: readonly string[], options: VerbOptions): Promise<VerbOutput> {
    const dryRun = options['dry-run'] === true
    const records = this.files.read(path, formatOf(path, readFormat(options['format'])))
    const report = typeof options['report'] === 'string' ? new NewFile(options['report']) : toScreen(path)
    try {
      const onRefused = (refused: RefusedRecord) => report.write(refused)
      const counts = await this.importPeople.execute(records, { dryRun, onRefused, onProgress: progressOnScreen() })
      const told = `${counts.created} created, ${counts.updated} updated, ${counts.unchanged} unchanged, ${counts.refused} refused`
      const lines = [`users: ${told}${dryRun ? '; a dry run: nothing was changed' : ''}`]
      return { lines, data: { ...counts, dry_run: dryRun }, needsMending: counts.refused > 0 }
    } catch (error) {
      throw error instanceof UnusablePeopleFile ? new VerbFailure(error.message) : error
    } finally {
      await report.close()
    }
  }
}

const toScreen = (path: string): Report => ({
  write: async (refused) => {
    const { line, username, rule } = refused as RefusedRecord
    const named = username === undefined ? '' : ` ${JSON.stringify(username)}`
    process.stderr.write(`${toInertText(`${path}:${line}${named}: ${rule}`)}\n`)
  },
  close: async () => undefined,
})

/** Tells a person who watches how far it is. */
function progressOnScreen(): (line: number) => void {
  let told = performance.now()
  return (line) => {
    if (!process.stderr.isTTY || performance.now() - told < progressEvery) return
    told = performance.now()
    process.stderr.write(`… ${line} lines\n`)
  }
}
