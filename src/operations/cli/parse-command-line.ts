import { parseArgs, types } from 'node:util'
import { UsageError } from './cli-verb'
import type { VerbOption, VerbOptions } from './cli-verb'

/** A command line, read. */
export interface CommandLine {
  /** A verb and its arguments. */
  readonly words: readonly string[]
  readonly json: boolean
  readonly help: boolean
  readonly version: boolean
  /** The options besides those that every verb has. */
  readonly options: VerbOptions
}

const common = {
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'V', default: false },
  // Read by toEnvironment; npm's scripts give it.
  development: { type: 'boolean', default: false },
} as const

/**
 * Reads what follows the program's name: a verb, its arguments, and options anywhere among them.
 *
 * @param known the options of all verbs
 * @throws UsageError
 */
export function parseCommandLine(argv: readonly string[], known: Readonly<Record<string, VerbOption>>): CommandLine {
  const { values, positionals: words } = parse(argv, known)
  const { json, help, version, development: _, ...options } = values
  return { words, json: json === true, help: help === true, version: version === true, options }
}

function parse(argv: readonly string[], known: Readonly<Record<string, VerbOption>>) {
  const named = Object.entries(known).map(([name, { type }]) => [name, { type }] as const)
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { ...Object.fromEntries(named), ...common },
      allowPositionals: true,
    })
    return { values: values as VerbOptions, positionals }
  } catch (error) {
    // Node's message goes on with advice for programmers.
    const [reason] = types.isNativeError(error) ? error.message.split(/\. |\n/) : ['the command line cannot be read']
    throw new UsageError(`${reason}; --help lists what there is`)
  }
}
