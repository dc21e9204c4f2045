import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartRefused } from '#platform/config/start-refused'

const readableByOwner = 0o600
const groupAndOthers = 0o077

/**
 * Makes the file of a database that is not there yet, and takes the rights of group and others away from one that is, and from the files
 * beside it: they hold password hashes and what is known of people. SQLite gives its own files the rights of the database's.
 *
 * @throws StartRefused when the file belongs to somebody else, and others may read it
 */
export function keepPrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true })
  closeSync(openSync(path, 'a', readableByOwner))
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) restrict(file)
}

function restrict(file: string): void {
  const { mode } = statSync(file)
  if ((mode & groupAndOthers) === 0) return
  try {
    chmodSync(file, mode & ~groupAndOthers)
  } catch {
    throw new StartRefused(`${file} may be read by others, and this user cannot change that: chmod 600 ${file}`)
  }
}
