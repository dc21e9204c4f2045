// oxlint-disable-next-line import/no-unassigned-import -- before any decorator runs
import 'reflect-metadata'
import type { Type } from '@nestjs/common'
import { explainFailure } from '../start/explain-failure'
import { isVerbose, readSettings } from '../start/read-settings'
import { declarationOf, UsageError } from './cli-verb'
import type { Verb } from './cli-verb'
import { helpOf } from './help'
import { parseCommandLine } from './parse-command-line'
import { runVerb } from './run-verb'
import { verbs } from './verbs'

/** What the command line says, and how it ends: 0 done, 1 failed, 2 called wrongly. */
export interface CommandOutcome {
  readonly output: string
  readonly exitCode: 0 | 1 | 2
}

/** Runs one call of the command line in this process. */
export async function runCommand(words: readonly string[], environment?: NodeJS.ProcessEnv): Promise<CommandOutcome> {
  try {
    return { output: await answer(words, environment), exitCode: 0 }
  } catch (error) {
    return { output: tell(error, words, environment), exitCode: error instanceof UsageError ? 2 : 1 }
  }
}

async function answer(words: readonly string[], environment?: NodeJS.ProcessEnv): Promise<string> {
  const { verb: name, args, json, help } = parseCommandLine(words)
  const verb = name === undefined ? undefined : findVerb(name)
  if (help) return helpOf(verb)
  if (!verb) throw new UsageError(helpOf())
  const { lines, data } = await runVerb(verb, args, readSettings(words, environment))
  return json ? JSON.stringify(data) : lines.join('\n')
}

function findVerb(name: string): Type<Verb> {
  const found = verbs.find((verb) => declarationOf(verb).name === name)
  if (!found) throw new UsageError(`there is no verb ${JSON.stringify(name)}; --help lists them`)
  return found
}

function tell(error: unknown, words: readonly string[], environment?: NodeJS.ProcessEnv): string {
  const failed = { task: 'the command', isVerbose: isVerbose(words, environment) }
  const text = error instanceof UsageError ? error.message : explainFailure(error, failed)
  return words.includes('--json') ? JSON.stringify({ error: text }) : text
}
