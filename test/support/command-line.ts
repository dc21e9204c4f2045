import { randomBytes } from 'node:crypto'
import { runCommand } from '#operations/cli/run'
import type { CommandOutcome } from '#operations/cli/run'
import type { TestServer } from './test-server'

/** An administrator's terminal: the settings stand in its environment. */
export interface CommandLine {
  readonly environment: Readonly<Record<string, string>>
  readonly run: (...words: string[]) => Promise<CommandOutcome>
  /** Runs a verb with --json; the answer's data. */
  readonly ask: <Data>(...words: string[]) => Promise<Data>
}

export function commandLine(database: { readonly url: string }, more: Readonly<Record<string, string>> = {}): CommandLine {
  const environment = {
    NODE_ENV: 'test',
    KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    DATABASE_URL: database.url,
    PASSWORD_HASH: 'argon2id,m=1024,t=1,p=1',
    MIGRATE: 'off',
    ...more,
  }
  const run = (...words: string[]) => runCommand(words, environment)
  const ask = async <Data>(...words: string[]) => JSON.parse((await run(...words, '--json')).output) as Data
  return { environment, run, ask }
}

/** The terminal of whoever administers a server that runs. */
export function commandLineOf({ settings }: TestServer): CommandLine {
  const { location } = settings.database
  const keys = (settings.secrets.keyEncryptionKeys ?? []).map((key) => Buffer.from(key).toString('base64'))
  const url = location.kind === 'sqlite' ? `sqlite://${location.path}` : location.url
  return commandLine({ url }, { KEY_ENCRYPTION_KEY: keys.join(',') })
}
