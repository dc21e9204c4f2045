import { trace } from '@opentelemetry/api'
import { pino } from 'pino'
import type { DestinationStream, Level, Logger, LoggerOptions } from 'pino'
import { currentFlow } from '#platform/events/flow'
import { toInertLine, toInertValues } from './inert-line'
import { secretFields } from './secret-fields'
import { toLoggedError } from './to-logged-error'

/** Second line of defence: what must never be logged is censored even where somebody logs it. */
const secrets = ['authorization', 'cookie', 'dpop', ...secretFields]
/** The code of an error is the system's name of it; every other code is one that a client redeems. */
const censor = (value: unknown, path: readonly string[]): unknown => (path[0] === 'err' && path.at(-1) === 'code' ? value : '[redacted]')
// err stands by itself, or its path would be told as a wildcard.
const redact = { paths: ['err.code', ...secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])], censor }

// Nest tells every route and module that it finds at info level, and again what the start tells when it fails.
const quietContexts: ReadonlySet<unknown> = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
])

const isNoise = (entry: unknown): boolean =>
  typeof entry === 'object' && entry !== null && 'context' in entry && quietContexts.has(entry.context)

const isLevel = (level: string | undefined): level is Level => level !== undefined && level in pino.levels.values

/** Tells what the application says, at the level that is set, or that the request asked for where it may. */
const hooksOf = (level: string, perRequest: boolean, streamWrite: (line: string) => string): NonNullable<LoggerOptions['hooks']> => {
  const usual = pino.levels.values[level] ?? Number.POSITIVE_INFINITY
  const threshold = () => {
    const asked = currentFlow()?.logLevel
    return isLevel(asked) ? (pino.levels.values[asked] ?? usual) : usual
  }
  return {
    streamWrite,
    logMethod(args, method, at) {
      if (!isNoise(args[0]) && (!perRequest || at >= threshold())) method.apply(this, args)
    },
  }
}

const pretty = { target: 'pino-pretty', options: { colorize: true, singleLine: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' } }

export interface LogOptions {
  /** Where the lines go: standard output unless told otherwise. */
  readonly destination?: DestinationStream
  /** Whether a request may have its lines told at another level. */
  readonly perRequest?: boolean
}

/** Lines are written some at a time, at the latest after so many milliseconds; the process writes what is left when it ends. */
const buffered = { fd: 1, sync: false, minLength: 8192, periodicFlush: 200 }

const standardOutput = (): DestinationStream =>
  process.stdout.isTTY ? (pino.transport(pretty) as DestinationStream) : pino.destination(buffered)

const isPretty = (destination: DestinationStream | undefined): boolean => destination === undefined && process.stdout.isTTY

/** The log that all others are children of: JSON lines on standard output, text on a terminal. */
export class RootLog {
  readonly pino: Logger
  /** For lines of a few known fields, none of which can hold a secret: nothing is looked for in them. */
  readonly known: Logger

  constructor(level: string, { destination, perRequest = false }: LogOptions = {}) {
    const stream = destination ?? standardOutput()
    // Where requests may choose, everything gets as far as the hook, which decides.
    const lowest = perRequest ? 'trace' : level
    const options: LoggerOptions = {
      level: lowest,
      hooks: hooksOf(level, perRequest, isPretty(destination) ? toInertValues : toInertLine),
      serializers: { err: toLoggedError },
      mixin: toTraceId,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
    }
    this.pino = pino({ ...options, redact }, stream)
    this.known = pino(options, stream)
  }
}

/** The trace that a line belongs to, where there is one. */
const toTraceId = () => {
  const span = trace.getActiveSpan()
  return span ? { trace: span.spanContext().traceId } : {}
}
