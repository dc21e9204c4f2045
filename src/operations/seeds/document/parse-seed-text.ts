import { LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import { parseJsonSeed } from './parse-json-seed'
import { SeedError } from './seed-error'

const maxCharacters = 10_000_000
const maxAliases = 100
const tooDeep = 'is nested too deep'

const rules: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'a name stands twice in one mapping',
  MULTIPLE_DOCS: 'must be one document',
  NON_STRING_KEY: 'names must be plain text',
  RESOURCE_EXHAUSTION: tooDeep,
  TAG_RESOLVE_FAILED: 'tags (!…) are not accepted; put text that begins with ! in quotes',
}

/**
 * Reads YAML 1.2 or JSON into plain values: no tags, no name twice, aliases within bounds.
 *
 * The parser's own sentences stay out of the error: they quote the document, and a password that begins with * reads as an alias.
 */
export function parseSeedText(text: string, source: string): unknown {
  if (text.length > maxCharacters) throw new SeedError(source, undefined, `must not be longer than ${maxCharacters} characters`)
  return parseJsonSeed(text) ?? parseYaml(text, source)
}

function parseYaml(text: string, source: string): unknown {
  const lines = new LineCounter()
  const document = compose(text, source, lines)
  const [problem] = [...document.errors, ...document.warnings]
  if (problem) {
    const { line, col } = lines.linePos(problem.pos[0])
    throw new SeedError(source, `line ${line}, column ${col}`, rules[problem.code] ?? `is not YAML (${problem.code})`)
  }
  return toValue(document, source)
}

function compose(text: string, source: string, lineCounter: LineCounter): Document.Parsed {
  try {
    return parseDocument(text, { prettyErrors: false, stringKeys: true, resolveKnownTags: false, lineCounter })
  } catch (error) {
    throw error instanceof RangeError ? new SeedError(source, undefined, tooDeep) : error
  }
}

function toValue(document: Document.Parsed, source: string): unknown {
  try {
    return document.toJS({ maxAliasCount: maxAliases })
  } catch (error) {
    if (error instanceof RangeError) throw new SeedError(source, undefined, tooDeep)
    throw new SeedError(source, undefined, 'has an alias (*) without its anchor, or too many; put text that begins with * in quotes')
  }
}
