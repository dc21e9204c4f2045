import { LineCounter, parseDocument } from 'yaml'
import { SeedError } from './seed-error'

const maxCharacters = 10_000_000
const maxAliases = 100

const rules: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'a name stands twice in one mapping',
  MULTIPLE_DOCS: 'must be one document',
  NON_STRING_KEY: 'names must be plain text',
  TAG_RESOLVE_FAILED: 'tags (!…) are not accepted; put text that begins with ! in quotes',
}

/**
 * Reads YAML 1.2 or JSON into plain values: no tags, no name twice, aliases within bounds.
 *
 * The parser's own sentences stay out of the error: they quote the document, and a password that begins with * reads as an alias.
 */
export function parseSeedText(text: string, source: string): unknown {
  if (text.length > maxCharacters) throw new SeedError(source, undefined, `must not be longer than ${maxCharacters} characters`)
  const lines = new LineCounter()
  const document = parseDocument(text, { prettyErrors: false, stringKeys: true, resolveKnownTags: false, lineCounter: lines })
  const [problem] = [...document.errors, ...document.warnings]
  if (problem) {
    const { line, col } = lines.linePos(problem.pos[0])
    throw new SeedError(source, `line ${line}, column ${col}`, rules[problem.code] ?? `is not YAML (${problem.code})`)
  }
  try {
    return document.toJS({ maxAliasCount: maxAliases })
  } catch {
    throw new SeedError(source, undefined, 'has an alias (*) without its anchor, or too many; put text that begins with * in quotes')
  }
}
