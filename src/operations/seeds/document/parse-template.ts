/** A variable, and the template of its default. */
export interface VariableReference {
  readonly name: string
  readonly fallback?: Template
}

/** A text with variables, in its order. */
export type Template = readonly (string | VariableReference)[]

const deepest = 16
const opening = /\$?\$\{/g
const syntax = /^([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/s

/**
 * Reads the variables of a text as Compose does: `${NAME}`, `${NAME:-default}` whose default is a template of its own, and `$${` for a
 * literal `${`. A reference ends at the brace that closes it, so that a default may be JSON.
 *
 * @throws Error the rule that is broken
 */
export function parseTemplate(text: string, depth = 0): Template {
  if (depth > deepest) throw new Error('nests the defaults of variables too deep')
  const parts: (string | VariableReference)[] = []
  let from = 0
  for (let found = findOpening(text, 0); found; found = findOpening(text, from)) {
    if (found.index > from) parts.push(text.slice(from, found.index))
    const start = found.index + found[0].length
    const end = found[0] === '$${' ? start : findEnd(text, start)
    parts.push(found[0] === '$${' ? '${' : parseReference(text.slice(start, end - 1), depth))
    from = end
  }
  return from < text.length ? [...parts, text.slice(from)] : parts
}

function findOpening(text: string, from: number): RegExpExecArray | null {
  opening.lastIndex = from
  return opening.exec(text)
}

/** Where the reference ends whose inside begins here. */
function findEnd(text: string, start: number): number {
  let open = 1
  for (let index = start; index < text.length; index += 1) {
    if (text[index] === '{') open += 1
    if (text[index] === '}') open -= 1
    if (open === 0) return index + 1
  }
  throw malformed()
}

function parseReference(inner: string, depth: number): VariableReference {
  const [, name, fallback] = syntax.exec(inner) ?? []
  if (name === undefined) throw malformed()
  return fallback === undefined ? { name } : { name, fallback: parseTemplate(fallback, depth + 1) }
}

const malformed = () => new Error('has a malformed variable: write ${NAME} or ${NAME:-default}, or $${ for a literal ${')
