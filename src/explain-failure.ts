import { SettingsError } from './config/settings-error'
import { SeedError } from './seeds/document/seed-error'

const known: Readonly<Record<string, (error: NodeJS.ErrnoException & { port?: number }) => string>> = {
  EADDRINUSE: ({ port }) => `port ${port} is in use; set PORT to another`,
  EACCES: ({ port }) => `port ${port} may not be opened by this user; set PORT to one above 1023`,
  ECONNREFUSED: () => 'the database of DATABASE_URL does not answer',
  SQLITE_CANTOPEN: () => 'the file of DATABASE_URL cannot be opened',
}

/** Why the start failed, in one line. */
export function explainFailure(error: unknown): string {
  if (error instanceof SettingsError) return error.message
  if (error instanceof SeedError) return `the seed is wrong: ${error.message}`
  if (!(error instanceof Error)) return 'the start failed'
  const explain = known[(error as NodeJS.ErrnoException).code ?? '']
  return explain ? explain(error) : `the start failed: ${error.message.replaceAll(/\s+/g, ' ')}`
}
