import { enforces } from '#libs/checks/enforces'
import { BrokenRule } from './broken-rule'

enforces('RFC8414-2')

type Rule = readonly [isBroken: (path: string) => boolean, rule: string]

const urlRules: readonly (readonly [isBroken: (url: URL, text: string) => boolean, rule: string])[] = [
  [(url) => url.username !== '' || url.password !== '', 'must not have user information'],
  [(_, text) => text.includes('?'), 'must not have a query'],
  [(_, text) => text.includes('#'), 'must not have a fragment'],
  [(_, text) => text.endsWith('/'), 'must not have a trailing slash'],
]

const hasSegment = (path: string, segments: readonly string[]) => path.split('/').some((segment) => segments.includes(segment))

/** What every node answers at the root of the host, and what the host keeps there for others. */
const atTheRoot = /^\/(?:\.well-known|health|metrics)(?:\/|$)/

const pathRules: readonly Rule[] = [
  [(path) => path.includes('//'), 'must not have an empty path segment (//)'],
  [(path) => hasSegment(path, ['.', '..']), 'must not have a dot segment (. or ..) in its path'],
  [(path) => path.includes('%'), 'must not have percent-encoded characters in its path'],
  [(path) => !/^[A-Za-z0-9._/-]*$/.test(path), 'may have only letters, digits, hyphens, dots and underscores in its path'],
  [(path) => atTheRoot.test(path), 'must not have a path that begins with /.well-known, /health or /metrics'],
]

/**
 * Reads an issuer identifier, an origin with or without a path, exactly as every comparison will spell it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8414#section-2
 */
export function parseIssuer(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:\/\//i.test(text)) throw new BrokenRule('must be an http or https URL, such as https://login.example.com')
  refuse(urlRules.find(([isBroken]) => isBroken(url, text)))
  const path = text.slice(url.origin.length)
  if (url.origin + path !== text || !/^(?:\/|$)/.test(path))
    throw new BrokenRule('must be written in its normal form: lower case host, and no port that the scheme implies')
  refuse(pathRules.find(([isBroken]) => isBroken(path)))
  return text
}

function refuse(broken: readonly [unknown, string] | undefined): void {
  if (broken) throw new BrokenRule(broken[1])
}
