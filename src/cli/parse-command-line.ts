import { parseArgs, types } from 'node:util'
import { UsageError } from './cli-verb'

/** A command line, read. */
export interface CommandLine {
  readonly verb: string | undefined
  readonly args: readonly string[]
  readonly json: boolean
  readonly help: boolean
}

const options = {
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  // Read by toEnvironment; npm's scripts give it.
  development: { type: 'boolean', default: false },
} as const

/**
 * Reads what follows the program's name: a verb, its arguments, and options anywhere among them.
 *
 * @throws UsageError
 */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    const [verb, ...args] = positionals
    return { verb, args, json: values.json, help: values.help }
  } catch (error) {
    // Node's message goes on with advice for programmers.
    const [reason] = types.isNativeError(error) ? error.message.split('. ') : ['the command line cannot be read']
    throw new UsageError(`${reason}; --help lists what there is`)
  }
}
