import type { Type } from '@nestjs/common'
import type { DatabaseSettings } from '#platform/config/database-settings'
import type { Settings } from '#platform/config/settings'
import { DatabaseModule } from '#platform/database/database.module'
import { OutcomeUnknown } from '#platform/database/outcome-unknown'
import { Events } from '#platform/events/events'
import { CliModule, inContext } from './cli.module'
import { declarationOf, UsageError } from './cli-verb'
import type { Verb, VerbOptions, VerbOutput, WriteLine } from './cli-verb'

/** A verb's arguments and options, and where it writes what it says by and by. */
interface Call {
  readonly args: readonly string[]
  readonly options: VerbOptions
  readonly write: WriteLine
}

/** Starts what a verb needs, runs it, and ends all that again; that it has changed something is kept. */
export async function runVerb(verb: Type<Verb>, call: Call, settings: Settings): Promise<VerbOutput> {
  const { migrates = false, modules } = declarationOf(verb)
  const module = CliModule.of(withMigrations(migrates, settings), modules, [verb])
  try {
    const output = await inContext(module, (context) => context.get(verb).run(call.args, call.options, call.write))
    await tell(verb, call, settings, 'done')
    return output
  } catch (error) {
    // A verb that failed may have done a part of its work. Why it failed matters more than that this could not be kept.
    const outcome = error instanceof OutcomeUnknown ? 'unknown' : 'failed'
    if (!(error instanceof UsageError)) await tell(verb, call, settings, outcome).catch(() => undefined)
    throw error
  }
}

/** Options are kept by name: what they say may be a secret. */
async function tell(verb: Type<Verb>, { args, options }: Call, settings: Settings, outcome: string): Promise<void> {
  const { name, changes = false } = declarationOf(verb)
  if (!changes) return
  const said = [...args, ...Object.keys(options).map((option) => `--${option}`)]
  await inContext(CliModule.of(withMigrations(false, settings), [DatabaseModule]), (context) =>
    context.get(Events).keep('command.run', { verb: name, args: said, outcome }),
  )
}

/** Whatever MIGRATE says to servers: only a verb that says so changes the schema. */
const withMigrations = (migrates: boolean, settings: Settings): Settings => {
  const migrate = migrates ? 'on-start' : 'off'
  const database: DatabaseSettings = Object.create(settings.database, { migrate: { value: migrate, enumerable: true } })
  return { ...settings, database }
}
