import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The version of this server, from the package that it is a part of: found beside the sources, and as well beside what is compiled of them. */
export function packageVersion(from = __dirname): string {
  const file = join(from, 'package.json')
  if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
  if (dirname(from) === from) return 'unknown'
  return packageVersion(dirname(from))
}
