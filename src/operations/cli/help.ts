import type { Type } from '@nestjs/common'
import { declarationOf } from './cli-verb'
import type { Verb } from './cli-verb'
import { verbs } from './verbs'

/** How the command line is called where this process was: by npm, or, as in the image, without it. */
export const programIn = (environment: NodeJS.ProcessEnv): string =>
  environment['npm_lifecycle_event'] === 'aldgate' ? 'npm run aldgate --' : 'node dist/src/operations/cli/main.js'

interface Row {
  readonly usage: string
  readonly description: string
}

const common: readonly Row[] = [
  { usage: '--json', description: 'Answers in JSON, failures too.' },
  { usage: '--help', description: 'Shows how the command line, or a verb, is used.' },
  { usage: '--version', description: 'Prints the version.' },
]
const ends = 'Exit codes: 0 success, 1 failure, 2 wrong usage, 3 a check found something to correct.'
const settings = 'It reads the same settings as the server from the environment; docs/settings.md lists them.'

/** How a verb is used. */
export function helpOf(verb: Type<Verb>, program: string): string {
  const { usage, description } = declarationOf(verb)
  return [`Usage: ${program} ${usage} [OPTIONS]`, description, section('Options', [...optionsOf(verb), ...common])].join('\n\n')
}

/** How the command line is used, or those of its verbs that are given. */
export function helpOfMany(program: string, some: readonly Type<Verb>[] = verbs): string {
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
