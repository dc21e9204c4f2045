import { StringDecoder } from 'node:string_decoder'
import { HiddenLine } from '#libs/terminal/hidden-line'
import { VerbFailure } from './cli-verb'

/** A stream that secrets come from: a pipe, a file, or a terminal. */
interface Input extends AsyncIterable<Buffer> {
  readonly isTTY?: boolean
  setRawMode?(isRaw: boolean): unknown
}

/** Where a person is asked. */
interface Screen {
  write(text: string): unknown
}

/** Where secrets come from, which have no place among arguments: typed at a terminal without being shown, or piped. */
export class StandardInput {
  readonly #decoder = new StringDecoder('utf8')
  #rest = ''

  constructor(
    private readonly input: Input = process.stdin,
    private readonly screen: Screen = process.stderr,
  ) {}

  /**
   * A new password: at a terminal asked for twice, else the first line, cut off at `most` bytes.
   *
   * @throws VerbFailure where the two differ, or the person gives up
   */
  async readNewPassword(most: number): Promise<string> {
    if (this.input.isTTY !== true) return this.#readLine(most)
    const keys = this.input[Symbol.asyncIterator]()
    this.input.setRawMode?.(true)
    try {
      const password = await this.#ask('New password: ', keys)
      if ((await this.#ask('Repeat it: ', keys)) !== password) throw new VerbFailure('the two passwords differ')
      return password
    } finally {
      this.input.setRawMode?.(false)
      await keys.return?.()
    }
  }

  async #readLine(most: number): Promise<string> {
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of this.input) {
      chunks.push(chunk)
      length += chunk.length
      if (length > most || chunk.includes('\n')) break
    }
    const [line = ''] = Buffer.concat(chunks).toString('utf8').split(/\r?\n/)
    return line
  }

  async #ask(question: string, keys: AsyncIterator<Buffer>): Promise<string> {
    this.screen.write(question)
    const line = new HiddenLine()
    let state = line.take(this.#rest)
    while (state === 'typing') {
      const { value, done } = await keys.next()
      state = done ? 'interrupted' : line.take(this.#decoder.write(value))
    }
    this.screen.write('\n')
    this.#rest = line.rest
    if (state === 'interrupted') throw new VerbFailure('no password was given')
    return line.text
  }
}
