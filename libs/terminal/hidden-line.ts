/** What a key means in a line that is being typed. */
const [interrupt, endOfInput, eraseLine] = ['\u0003', '\u0004', '\u0015']
const erasing = new Set(['\u0008', '\u007f'])
// oxlint-disable-next-line no-control-regex -- what arrow keys and the like send
const escapeSequences = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|O?.)?/g

export type TypedLine = 'typing' | 'done' | 'interrupted'

/** A line that is typed at a terminal in raw mode, which shows nothing of it; backspace and Ctrl-U work. */
export class HiddenLine {
  #characters: string[] = []
  #rest = ''

  /** What has been typed. */
  get text(): string {
    return this.#characters.join('')
  }

  /** What came after the end of the line. */
  get rest(): string {
    return this.#rest
  }

  /** Takes what the terminal sends, up to the end of the line. */
  take(chunk: string): TypedLine {
    const characters = Array.from(chunk.replaceAll(escapeSequences, ''))
    for (const [index, character] of characters.entries()) {
      if (character === interrupt) return 'interrupted'
      if (character === '\r' || character === '\n' || character === endOfInput) return this.#end(characters.slice(index + 1))
      this.#type(character)
    }
    return 'typing'
  }

  #type(character: string): void {
    if (erasing.has(character)) this.#characters.pop()
    else if (character === eraseLine) this.#characters = []
    else this.#characters.push(character)
  }

  #end(after: readonly string[]): TypedLine {
    this.#rest = after.join('')
    return 'done'
  }
}
