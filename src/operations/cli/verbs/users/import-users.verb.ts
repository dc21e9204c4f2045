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

/** So many refused lines are told on standard error. */
const mostOnScreen = 100
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

function toScreen(path: string): Report {
  let told = 0
  return {
    write: async (refused) => {
      told += 1
      if (told <= mostOnScreen) process.stderr.write(`${toInertText(describe(path, refused as RefusedRecord))}\n`)
    },
    close: async () => {
      if (told > mostOnScreen) process.stderr.write(`and ${told - mostOnScreen} lines more; --report writes all of them\n`)
    },
  }
}

const describe = (path: string, { line, username, rule }: RefusedRecord) =>
  `${path}:${line}${username === undefined ? '' : ` ${JSON.stringify(username)}`}: ${rule}`

/** Tells a person who watches how far it is. */
function progressOnScreen(): (line: number) => void {
  let told = performance.now()
  return (line) => {
    if (!process.stderr.isTTY || performance.now() - told < progressEvery) return
    told = performance.now()
    process.stderr.write(`… ${line} lines\n`)
  }
}
