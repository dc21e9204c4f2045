import type { Type } from '@nestjs/common'
import { declarationOf } from './cli-verb'
import type { Verb } from './cli-verb'
import { verbs } from './verbs'

const program = 'npm run aldgate --'

const options = [
  { usage: '--json', description: 'Answers in JSON, failures too.' },
  { usage: '--help', description: 'Says how the command line, or a verb, is used.' },
]

/** How a verb is used, or without one the whole command line. */
export function helpOf(verb?: Type<Verb>): string {
  if (!verb) return helpOfAll()
  const { usage, description } = declarationOf(verb)
  return `Usage: ${program} ${usage} [--json]\n\n${description}`
}

function helpOfAll(): string {
  const declarations = verbs.map(declarationOf)
  const width = Math.max(...declarations.map(({ usage }) => usage.length))
  const toRow = ({ usage, description }: { usage: string; description: string }) => `  ${usage.padEnd(width)}  ${description}`
  const settings = 'Settings are those of the server: the environment (.env.example lists them all).'
  return [
    `Usage: ${program} VERB [--json]`,
    ['Verbs', ...declarations.map(toRow)].join('\n'),
    ['Options', ...options.map(toRow)].join('\n'),
    settings,
  ].join('\n\n')
}
