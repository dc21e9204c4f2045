// oxlint-disable-next-line import/no-unassigned-import -- before any decorator runs
import 'reflect-metadata'
import { toInertText } from '#libs/terminal/inert-text'
import { explainFailure } from '../start/explain-failure'
import { isVerbose, readSettings } from '../start/read-settings'
import { declarationOf, UsageError, VerbFailure } from './cli-verb'
import { checkCall, findVerb, verbsOf } from './find-verb'
import { helpOf, helpOfMany } from './help'
import { parseCommandLine } from './parse-command-line'
import type { CommandLine } from './parse-command-line'
import { runVerb } from './run-verb'
import { verbs } from './verbs'

/** What the command line says, and how it ends: 0 all is well, 1 failed, 2 called wrongly, 3 there is something to mend. */
export interface CommandOutcome {
  readonly output: string
  readonly exitCode: 0 | 1 | 2 | 3
}

/** Runs one call of the command line in this process. */
export async function runCommand(words: readonly string[], environment?: NodeJS.ProcessEnv): Promise<CommandOutcome> {
  try {
    const commandLine = parseCommandLine(words, Object.assign({}, ...verbs.map((verb) => declarationOf(verb).options)))
    return commandLine.help ? { output: help(commandLine), exitCode: 0 } : await answer(commandLine, words, environment)
  } catch (error) {
    return { output: tell(error, words, environment), exitCode: error instanceof UsageError ? 2 : 1 }
  }
}

function help({ words }: CommandLine): string {
  if (words.length === 0) return helpOfMany()
  const found = findVerb(words)
  return found ? helpOf(found.verb) : helpOfMany(getVerbsOf(words))
}

async function answer(commandLine: CommandLine, words: readonly string[], environment?: NodeJS.ProcessEnv): Promise<CommandOutcome> {
  if (commandLine.words.length === 0) throw new UsageError(helpOfMany())
  const found = findVerb(commandLine.words)
  if (!found) throw new UsageError(helpOfMany(getVerbsOf(commandLine.words)))
  checkCall(found.verb, found.args, commandLine.options)
  const { lines, data, needsMending } = await runVerb(found.verb, { ...commandLine, args: found.args }, readSettings(words, environment))
  // What is shown was written by clients and people, too: it must do nothing in a terminal.
  const output = commandLine.json ? toInertText(JSON.stringify(data)) : lines.map(toInertText).join('\n')
  return { output, exitCode: needsMending ? 3 : 0 }
}

function getVerbsOf([word]: readonly string[]) {
  const found = verbsOf(word)
  if (found.length === 0) throw new UsageError(`there is no verb ${JSON.stringify(word)}; --help lists them`)
  return found
}

function tell(error: unknown, words: readonly string[], environment?: NodeJS.ProcessEnv): string {
  const failed = { task: 'the command', isVerbose: isVerbose(words, environment) }
  const isPlain = error instanceof UsageError || error instanceof VerbFailure
  const text = isPlain ? error.message : explainFailure(error, failed)
  if (words.includes('--json')) return toInertText(JSON.stringify({ error: text }))
  return text.split('\n').map(toInertText).join('\n')
}
