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

const pretty = { target: 'pino-pretty', options: { colorize: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' } }

/** The log that all others are children of: JSON lines on standard output, text on a terminal. */
export class RootLog {
  readonly pino: Logger

  /** @param destination where the lines go, standard output unless told otherwise */
  constructor(level: string, destination?: DestinationStream) {
    const options: LoggerOptions = { level, redact, base: null, timestamp: pino.stdTimeFunctions.isoTime }
    const isTerminal = destination === undefined && process.stdout.isTTY
    this.pino = destination ? pino(options, destination) : pino({ ...options, ...(isTerminal && { transport: pretty }) })
  }
}
