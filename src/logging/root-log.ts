import { pino } from 'pino'
import type { DestinationStream, Logger, LoggerOptions } from 'pino'

/** Second line of defence: what must never be logged is censored even where somebody logs it. */
const secrets = [
  'authorization',
  'cookie',
  'dpop',
  'password',
  'client_secret',
  'client_assertion',
  'code',
  'code_verifier',
  'access_token',
  'refresh_token',
  'id_token',
  'id_token_hint',
  'token',
  'handle',
]
const redact = { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' }

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

const hooks: NonNullable<LoggerOptions['hooks']> = {
  logMethod(args, method) {
    if (!isNoise(args[0])) method.apply(this, args)
  },
}

const pretty = { target: 'pino-pretty', options: { colorize: true, singleLine: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' } }

/** The log that all others are children of: JSON lines on standard output, text on a terminal. */
export class RootLog {
  readonly pino: Logger

  /** @param destination where the lines go, standard output unless told otherwise */
  constructor(level: string, destination?: DestinationStream) {
    const options: LoggerOptions = { level, redact, hooks, base: null, timestamp: pino.stdTimeFunctions.isoTime }
    const isTerminal = destination === undefined && process.stdout.isTTY
    this.pino = destination ? pino(options, destination) : pino({ ...options, ...(isTerminal && { transport: pretty }) })
  }
}
