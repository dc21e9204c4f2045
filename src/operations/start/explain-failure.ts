import { types } from 'node:util'
import { OutcomeUnknown } from '#platform/database/outcome-unknown'
import { SettingsError } from '#platform/config/settings-error'
import { StartRefused } from '#platform/config/start-refused'
import { SeedError } from '#operations/seeds/document/seed-error'

/** What was tried, and whether the stack is wanted too. */
export interface Failed {
  readonly task: string
  readonly isVerbose: boolean
}

type SystemError = NodeJS.ErrnoException & { readonly port?: number }

const known: Readonly<Record<string, (error: SystemError) => string>> = {
  EADDRINUSE: ({ port }) => `port ${port} is in use; set PORT to another`,
  EACCES: ({ port, path }) =>
    port === undefined ? `${path ?? 'a file'} may not be used by this user` : `port ${port} needs more rights; set PORT to one above 1023`,
  ECONNREFUSED: () => 'the database of DATABASE_URL does not answer',
  ENOTFOUND: () => 'the host of DATABASE_URL is not known',
  SQLITE_CANTOPEN: () => 'the file of DATABASE_URL cannot be opened',
  SQLITE_NOTADB: () => 'the file of DATABASE_URL is no SQLite database',
  SQLITE_READONLY: () => 'the file of DATABASE_URL cannot be written',
  SQLITE_BUSY: () => 'the database of DATABASE_URL is busy; try again',
}

/** Why something failed: one line for the terminal, or one for each setting that is wrong; its stack follows where it was asked for. */
export function explainFailure(error: unknown, { task, isVerbose }: Failed): string {
  const line = error instanceof SettingsError ? error.message : toReason(error, task).replaceAll(/\s+/g, ' ').trim()
  return isVerbose && types.isNativeError(error) ? `${line}\n${error.stack ?? ''}` : line
}

function toReason(error: unknown, task: string): string {
  if (error instanceof StartRefused) return error.message
  if (error instanceof OutcomeUnknown) return `${error.message}; look before you try again`
  if (error instanceof SeedError) return `the seed is wrong: ${error.message}`
  return types.isNativeError(error) ? toKnownReason(error, task) : `${task} failed`
}

function toKnownReason(error: SystemError, task: string): string {
  const { code = '', message } = error
  const explain = known[code]
  return explain ? explain(error) : `${task} failed: ${message || code || 'no reason was given'}`
}
