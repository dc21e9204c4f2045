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
 *
 * @param used gets the name of every variable that is looked up
 */
export function replaceVariables(value: unknown, variables: Variables, used: Set<string> = new Set()): unknown {
  return new Replacement(variables, used).of(value, [])
}

class Replacement {
  constructor(
    private readonly variables: Variables,
    private readonly used: Set<string>,
  ) {}

  of(value: unknown, path: Path): unknown {
    if (path.length > maxDepth) throw tooDeep(path)
    if (typeof value === 'string') return value.includes('${') ? this.#inText(value, path) : value
    if (Array.isArray(value)) return value.map((item, index) => this.of(item, [...path, index]))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.of(item, [...path, name])]))
  }

  #inText(text: string, path: Path): unknown {
    try {
      const template = parseTemplate(text)
      const replaced = this.#fill(template)
      return template.length === 1 && typeof template[0] === 'object' ? toValue(replaced, path) : replaced
    } catch (error) {
      if (error instanceof DocumentError) throw error
      throw new DocumentError(path, error instanceof Error ? error.message : 'is not valid')
    }
  }

  #fill(template: Template): string {
    return template.map((part) => (typeof part === 'string' ? part : this.#lookUp(part))).join('')
  }

  #lookUp({ name, fallback }: VariableReference): string {
    this.used.add(name)
    const value = findVariable(this.variables, name)
    if (fallback !== undefined) return value === undefined || value === '' ? this.#fill(fallback) : value
    if (value === undefined) throw new Error(`\${${name}} is not set`)
    return value
  }
}

function toValue(text: string, path: Path): unknown {
  if (!/^(?:\s*[[{]|(?:true|false)$)/.test(text)) return text
  const value = parseJson(text)
  checkDepth(value, path, path.length)
  return value
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** What a variable brings is nested no deeper than the document itself may be. */
function checkDepth(value: unknown, path: Path, depth: number): void {
  if (depth > maxDepth) throw tooDeep(path)
  if (typeof value !== 'object' || value === null) return
  for (const item of Object.values(value)) checkDepth(item, path, depth + 1)
}

const tooDeep = (path: Path) => new DocumentError(path.slice(0, 2), 'is nested too deep')
