// oxlint-disable-next-line import/no-unassigned-import -- before any decorator runs
import 'reflect-metadata'
import type { Type } from '@nestjs/common'
import { toInertText } from '#libs/terminal/inert-text'
import type { Settings } from '#platform/config/settings'
import { SettingsError } from '#platform/config/settings-error'
import { toEnvironment } from '#platform/config/to-environment'
import { explainFailure } from '#operations/start/explain-failure'
import { packageVersion } from '#operations/start/package-version'
import { isVerbose, readSettings } from '#operations/start/read-settings'
import { declarationOf, UsageError, VerbFailure } from './cli-verb'
import type { Verb, VerbOutput, WriteLine } from './cli-verb'
import { checkCall, findVerb, verbsOf } from './find-verb'
import { helpOf, helpOfMany, programIn } from './help'
import { parseCommandLine } from './parse-command-line'
import type { CommandLine } from './parse-command-line'
import { runVerb } from './run-verb'
import { verbs } from './verbs'

/** What the command line says, and how it ends: 0 all is well, 1 failed, 2 called wrongly, 3 there is something to mend. */
export interface CommandOutcome {
  readonly output: string
  readonly exitCode: 0 | 1 | 2 | 3
}

/** Where a call reads its settings, and where it writes what it says by and by. */
interface Surroundings {
  readonly environment: NodeJS.ProcessEnv | undefined
  readonly write: WriteLine
}

/**
 * Runs one call of the command line in this process.
 *
 * @param write takes what a verb says by and by; without it that is a part of the output
 */
export async function runCommand(
  words: readonly string[],
  environment?: NodeJS.ProcessEnv,
  write?: (line: string) => Promise<void>,
): Promise<CommandOutcome> {
  const written: string[] = []
  const writeInert = async (line: string) => (write ?? (async (inert) => void written.push(inert)))(toInertText(line))
  const { output, exitCode } = await call(words, { environment, write: writeInert })
  return { output: [...written, ...(output === '' ? [] : [output])].join('\n'), exitCode }
}

async function call(words: readonly string[], surroundings: Surroundings): Promise<CommandOutcome> {
  try {
    const commandLine = parseCommandLine(words, Object.assign({}, ...verbs.map((verb) => declarationOf(verb).options)))
    if (commandLine.version) return { output: toVersion(commandLine), exitCode: 0 }
    if (commandLine.help) return { output: help(commandLine, programOf(surroundings)), exitCode: 0 }
    return await answer(commandLine, words, surroundings)
  } catch (error) {
    return { output: tell(error, words, surroundings.environment), exitCode: error instanceof UsageError ? 2 : 1 }
  }
}

const programOf = ({ environment }: Surroundings) => programIn(toEnvironment([], environment))

const toVersion = ({ json }: CommandLine) => (json ? JSON.stringify({ version: packageVersion() }) : `aldgate ${packageVersion()}`)

function help({ words }: CommandLine, program: string): string {
  if (words.length === 0) return helpOfMany(program)
  const found = findVerb(words)
  return found ? helpOf(found.verb, program) : helpOfMany(program, getVerbsOf(words))
}

async function answer(commandLine: CommandLine, words: readonly string[], surroundings: Surroundings): Promise<CommandOutcome> {
  const { environment, write } = surroundings
  if (commandLine.words.length === 0) throw new UsageError(helpOfMany(programOf(surroundings)))
  const found = findVerb(commandLine.words)
  if (!found) throw new UsageError(helpOfMany(programOf(surroundings), getVerbsOf(commandLine.words)))
  checkCall(found.verb, found.args, commandLine.options)
  const { options } = commandLine
  const settings = settingsFor(found.verb, words, environment)
  const output = isOutput(settings) ? settings : await runVerb(found.verb, { args: found.args, options, write }, settings)
  return { output: toOutput(output, commandLine), exitCode: output.needsMending ? 3 : 0 }
}

/** The settings, or what the verb says where they are wrong. */
function settingsFor(verb: Type<Verb>, words: readonly string[], environment?: NodeJS.ProcessEnv): Settings | VerbOutput {
  const { withoutSettings, standalone = false } = declarationOf(verb)
  try {
    return readSettings(words, standalone ? { ...toEnvironment([], environment), NODE_ENV: 'development' } : environment)
  } catch (error) {
    if (error instanceof SettingsError && withoutSettings) return withoutSettings(error.message.split('\n'))
    throw error
  }
}

const isOutput = (value: Settings | VerbOutput): value is VerbOutput => 'lines' in value

// What is shown was written by clients and people, too: it must do nothing in a terminal.
function toOutput({ lines, data }: VerbOutput, { json }: CommandLine): string {
  if (json) return data === undefined ? '' : toInertText(JSON.stringify(data))
  return lines.map(toInertText).join('\n')
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
