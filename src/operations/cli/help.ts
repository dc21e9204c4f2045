import type { Type } from '@nestjs/common'
import { declarationOf } from './cli-verb'
import type { Verb } from './cli-verb'
import { verbs } from './verbs'

const program = 'npm run aldgate --'

interface Row {
  readonly usage: string
  readonly description: string
}

const common: readonly Row[] = [
  { usage: '--json', description: 'Answers in JSON, failures too.' },
  { usage: '--help', description: 'Says how the command line, or a verb, is used.' },
]
const ends = 'It ends with 0 when all is well, 1 when it failed, 2 when it was called wrongly, 3 when there is something to mend.'
const settings = 'Settings are those of the server: the environment (.env.example lists them all).'

/** How a verb is used. */
export function helpOf(verb: Type<Verb>): string {
  const { usage, description } = declarationOf(verb)
  return [`Usage: ${program} ${usage} [OPTIONS]`, description, section('Options', [...optionsOf(verb), ...common])].join('\n\n')
}

/** How the command line is used, or those of its verbs that are given. */
export function helpOfMany(some: readonly Type<Verb>[] = verbs): string {
  const rows = section('Verbs', some.map(declarationOf))
  return [`Usage: ${program} VERB [OPTIONS]`, rows, section('Options', common), ends, settings].join('\n\n')
}

const optionsOf = (verb: Type<Verb>): readonly Row[] =>
  Object.entries(declarationOf(verb).options ?? {}).map(([name, { type, description }]) => ({
    usage: type === 'string' ? `--${name} VALUE` : `--${name}`,
    description,
  }))

function section(title: string, rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ usage }) => usage.length))
  return [title, ...rows.map(({ usage, description }) => `  ${usage.padEnd(width)}  ${description}`)].join('\n')
}
