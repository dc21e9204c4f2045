import { BrokenRule } from './broken-rule'

/** Where the records are kept. */
export type DatabaseLocation =
  | { readonly kind: 'sqlite'; /** relative to the working directory */ readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string }

const sqlite = 'sqlite://'

/** Reads `sqlite://PATH`, whose path is all that follows, or `postgres://…`. */
export function parseDatabaseUrl(text: string): DatabaseLocation {
  if (text.startsWith(sqlite)) return { kind: 'sqlite', path: parsePath(text.slice(sqlite.length)) }
  // The value holds a password: no rule repeats any of it.
  if (!/^postgres(ql)?:\/\//.test(text)) throw new BrokenRule('must begin with sqlite:// or postgres://')
  if (!URL.canParse(text)) throw new BrokenRule('is not a URL: percent-encode special characters in user and password')
  return { kind: 'postgres', url: text }
}

function parsePath(path: string): string {
  if (path === '') throw new BrokenRule('must name a file after sqlite://')
  if (path.startsWith(':memory:')) throw new BrokenRule('must name a file: a database in memory cannot be shared by two connections')
  return path
}
