import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** All code: the sources, or what is compiled of them. */
const root = join(__dirname, '../../../..')
const folders = ['libs', 'src'].map((folder) => join(root, folder))
/** It says which libraries there are. */
const packages = [join(root, 'package.json'), join(root, '..', 'package.json')]
const isCode = /(?<!\.d|\.spec)\.(?:js|ts)$/

let known: string | undefined

/**
 * A digest of the server's code. What an older server found good is read again by a newer one, whose rules and defaults may be others; so
 * nobody has to remember to change a number.
 */
export function digestOfCode(): string {
  known ??= compute()
  return known
}

function compute(): string {
  const hash = createHash('sha256')
  for (const file of [...packages.filter((path) => existsSync(path)), ...folders.flatMap(filesIn).toSorted()])
    hash.update(readFileSync(file))
  return hash.digest('base64url')
}

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile() && isCode.test(entry.name)).map((entry) => join(entry.parentPath, entry.name))
}
