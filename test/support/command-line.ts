import { randomBytes } from 'node:crypto'
import { runCommand } from '../../src/cli/run'
import type { CommandOutcome } from '../../src/cli/run'
import type { TestDatabase } from './test-database'

/** An administrator's terminal: the settings stand in its environment. */
export interface CommandLine {
  readonly environment: Readonly<Record<string, string>>
  readonly run: (...words: string[]) => Promise<CommandOutcome>
  /** Runs a verb with --json; the answer's data. */
  readonly ask: <Data>(...words: string[]) => Promise<Data>
}

export function commandLine(database: TestDatabase, more: Readonly<Record<string, string>> = {}): CommandLine {
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
