import { decodeUtf8, NotUtf8 } from '../text/decode-utf8'

/** Longest line, in bytes. */
export const longestLine = 262_144

/** A line of a file, or what is wrong with it; counted from 1. */
export type Line = { readonly number: number; readonly text: string } | { readonly number: number; readonly fault: string }

/** The bytes of the line that is being read: of one that is too long, no more than are needed to see that. */
class LineBytes {
  #number = 0
  #length = 0
  #parts: Uint8Array[] = []

  get isEmpty(): boolean {
    return this.#length === 0
  }

  add(bytes: Uint8Array): void {
    this.#length += bytes.length
    if (this.#length <= longestLine) this.#parts.push(bytes)
    else this.#parts = []
  }

  take(): Line {
    const [length, bytes] = [this.#length, Buffer.concat(this.#parts)]
    this.#number += 1
    this.#length = 0
    this.#parts = []
    if (length > longestLine) return { number: this.#number, fault: `the line must have at most ${longestLine} bytes` }
    return toLine(this.#number, bytes)
  }
}

function toLine(number: number, bytes: Uint8Array): Line {
  try {
    return { number, text: decodeUtf8(bytes).replace(/\r$/, '') }
  } catch (error) {
    if (error instanceof NotUtf8) return { number, fault: `the line ${error.message}` }
    throw error
  }
}

const newline = 10

/** The lines of a file, however many there are: one is kept at a time. */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line, void> {
  const line = new LineBytes()
  for await (const chunk of chunks) {
    let from = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      line.add(chunk.subarray(from, end))
      yield line.take()
      from = end + 1
    }
    line.add(chunk.subarray(from))
  }
  if (!line.isEmpty) yield line.take()
}
