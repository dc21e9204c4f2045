/** A directive of nginx: its words, and what stands in its braces. */
export interface Directive {
  readonly name: string
  readonly args: readonly string[]
  readonly block: readonly Directive[] | undefined
}

const token = /\s*(?:#[^\n]*|("(?:[^"\\]|\\.)*"|[{};]|[^\s{};"]+))/gy

function tokensOf(text: string): readonly string[] {
  const source = text.trimEnd()
  const tokens: string[] = []
  token.lastIndex = 0
  while (token.lastIndex < source.length) {
    const at = token.lastIndex
    const match = token.exec(source)
    if (!match) throw new Error(`cannot be read from here: ${source.slice(at, at + 40)}`)
    if (match[1] !== undefined) tokens.push(match[1].startsWith('"') ? match[1].slice(1, -1) : match[1])
  }
  return tokens
}

function readBlock(tokens: string[], isInside: boolean): readonly Directive[] {
  const directives: Directive[] = []
  let words: string[] = []
  while (tokens.length > 0) {
    const next = tokens.shift() ?? ''
    if (next === '}' && isInside && words.length === 0) return directives
    if (next === ';' || next === '{') {
      const [name, ...args] = words
      if (name === undefined) throw new Error(`a directive has no name before ${next}`)
      directives.push({ name, args, block: next === '{' ? readBlock(tokens, true) : undefined })
      words = []
    } else if (next === '}') throw new Error(`a brace closes too early, or ; is missing after ${words.join(' ')}`)
    else words.push(next)
  }
  if (isInside || words.length > 0) throw new Error('it ends too early: a brace or a semicolon is missing')
  return directives
}

/** Reads a configuration of nginx as nginx does, as far as words, semicolons and braces go. */
export const parseNginx = (text: string): readonly Directive[] => readBlock([...tokensOf(text)], false)

/** Directives below a path of names, such as http server listen. */
export function find(directives: readonly Directive[], [name, ...rest]: readonly string[]): readonly Directive[] {
  const here = directives.filter((directive) => directive.name === name)
  return rest.length === 0 ? here : here.flatMap(({ block = [] }) => find(block, rest))
}
