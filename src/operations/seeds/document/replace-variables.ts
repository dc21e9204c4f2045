import { DocumentError } from './document-error'
import type { Path } from './document-error'
import { findVariable } from './find-variable'
import type { Variables } from './find-variable'
import { parseTemplate } from './parse-template'
import type { Template, VariableReference } from './parse-template'

const maxDepth = 16

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
  if (!text.includes('${')) return text
  try {
    const template = parseTemplate(text)
    const replaced = fill(template, variables)
    return template.length === 1 && typeof template[0] === 'object' ? toValue(replaced) : replaced
  } catch (error) {
    throw new DocumentError(path, error instanceof Error ? error.message : 'is not valid')
  }
}

const fill = (template: Template, variables: Variables): string =>
  template.map((part) => (typeof part === 'string' ? part : lookUp(part, variables))).join('')

function lookUp({ name, fallback }: VariableReference, variables: Variables): string {
  const value = findVariable(variables, name)
  if (fallback !== undefined) return value === undefined || value === '' ? fill(fallback, variables) : value
  if (value === undefined) throw new Error(`\${${name}} is not set`)
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
