import { DocumentError } from './document-error'
import type { Path } from './document-error'

/** What a `${NAME}` may stand for. */
export type Variables = Readonly<Record<string, string | undefined>>

const maxDepth = 16
const reference = /\$?\$\{([^}]*)(\}?)/g
const referenceAlone = /^\$\{[^}]*\}$/
const syntax = /^([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/s

/**
 * Replaces variables in every text of a document, never in its names; what a variable brings is not looked at again.
 *
 * - `${NAME}` must be set; `${NAME:-default}` gives the default where NAME is unset or empty; `$${` stands for a literal `${`.
 * - A text that is one reference and nothing else may become a value: a JSON object, a JSON list, true or false. Everything else stays
 *   text, digits too, so that a password of digits remains one.
 */
export function replaceVariables(value: unknown, variables: Variables, path: Path = []): unknown {
  if (path.length > maxDepth) throw new DocumentError(path.slice(0, 2), 'is nested too deep')
  if (typeof value === 'string') return replaceInText(value, variables, path)
  if (Array.isArray(value)) return value.map((item, index) => replaceVariables(item, variables, [...path, index]))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replaceVariables(item, variables, [...path, name])]))
}

function replaceInText(text: string, variables: Variables, path: Path): unknown {
  const replaced = text.replace(reference, (match, inner: string, end: string) => {
    if (match.startsWith('$$')) return match.slice(1)
    return lookUp(end === '' ? undefined : syntax.exec(inner), variables, path)
  })
  return referenceAlone.test(text) ? toValue(replaced) : replaced
}

function lookUp(parts: RegExpExecArray | null | undefined, variables: Variables, path: Path): string {
  const [, name, fallback] = parts ?? []
  if (name === undefined)
    throw new DocumentError(path, 'has a malformed variable: write ${NAME} or ${NAME:-default}, or $${ for a literal ${')
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined
  if (fallback !== undefined) return value === undefined || value === '' ? fallback : value
  if (value === undefined) throw new DocumentError(path, `\${${name}} is not set`)
  return value
}

function toValue(text: string): unknown {
  if (!/^(?:\s*[[{]|(?:true|false)$)/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
