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
  if (namesManyHosts(text)) throw new BrokenRule('must name one host, such as that of a proxy which follows the primary')
  if (!URL.canParse(text)) throw new BrokenRule('is not a URL: percent-encode special characters in user and password')
  return { kind: 'postgres', url: withVerifiedTls(text) }
}

const namesManyHosts = (url: string): boolean => /^[^/]*\/\/(?:[^/]*@)?[^/@]*,/.test(url)

/**
 * node-postgres verifies the server's certificate and name in each of these modes, and prints a warning that PostgreSQL's own clients do
 * less; so the URL says what is done.
 */
const verified: readonly (string | null)[] = ['prefer', 'require', 'verify-ca']
const sslModes = ['disable', 'no-verify', ...verified, 'verify-full']

function withVerifiedTls(url: string): string {
  const { searchParams } = new URL(url)
  const mode = searchParams.get('sslmode')
  if (mode !== null && !sslModes.includes(mode)) throw new BrokenRule(`must have an sslmode that is one of ${sslModes.join(', ')}`)
  const isVerified = searchParams.get('uselibpqcompat') !== 'true' && verified.includes(mode)
  return isVerified ? url.replace(/([?&]sslmode=)[^&#]*/g, '$1verify-full') : url
}

function parsePath(path: string): string {
  if (path === '') throw new BrokenRule('must name a file after sqlite://')
  if (path.startsWith(':memory:')) throw new BrokenRule('must name a file: a database in memory cannot be shared by two connections')
  return path
}
