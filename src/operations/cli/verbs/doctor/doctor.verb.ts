import { OutboundClient } from '#platform/outbound/outbound-client'
import { AllSettings } from '../../cli.module'
import { CliVerb } from '../../cli-verb'
import type { Verb, VerbOutput } from '../../cli-verb'
import { broken, skipped } from './finding'
import type { Finding } from './finding'
import { lookAtDatabase } from './look-at-database'
import { lookAtDiscovery } from './look-at-discovery'
import { lookAtRecords, recordChecks } from './look-at-records'
import { lookAtPasswordHash, lookAtSettings } from './look-at-settings'
import { toReport } from './to-report'

const others = ['password hash', 'database', 'migrations', 'clock', ...recordChecks, 'discovery'] as const

/** Looks at all that a server needs, and changes nothing. */
@CliVerb({
  name: 'doctor',
  usage: 'doctor',
  description: 'Checks settings, database, migrations, clock, keys and issuer, and says what to mend.',
  withoutSettings: (problems) =>
    toReport([
      ...problems.map((problem) => broken('settings', problem, 'correct this setting; docs/settings.md lists the values it takes')),
      ...others.map((check) => skipped(check, 'needs the settings')),
    ]),
})
export class DoctorVerb implements Verb {
  constructor(private readonly all: AllSettings) {}

  async run(): Promise<VerbOutput> {
    const { settings } = this.all
    const database = await lookAtDatabase(settings.database.location)
    return toReport([
      lookAtSettings(settings.server),
      await lookAtPasswordHash(settings.passwords),
      ...database.findings,
      ...(database.lacks === undefined ? await lookAtRecords(settings) : skipRecords(database.lacks)),
      await lookAtDiscovery(settings.server, new OutboundClient(settings.outbound, settings.server)),
    ])
  }
}

const skipRecords = (lacking: string): readonly Finding[] => recordChecks.map((check) => skipped(check, `needs the ${lacking}`))
