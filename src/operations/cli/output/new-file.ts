import { once } from 'node:events'
import { createWriteStream, openSync } from 'node:fs'
import type { WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { VerbFailure } from '../cli-verb'

const ownerAlone = 0o600

/** A file that was not there before and that nobody else may read, written line by line. */
export class NewFile {
  readonly #stream: WriteStream

  /** @throws VerbFailure when it is there, or cannot be made */
  constructor(path: string) {
    this.#stream = createWriteStream(path, { fd: open(path) })
  }

  /** Writes a value as a line of JSON. */
  async write(value: unknown): Promise<void> {
    await this.writeLine(JSON.stringify(value))
  }

  async writeLine(line: string): Promise<void> {
    if (!this.#stream.write(`${line}\n`)) await once(this.#stream, 'drain')
  }

  async close(): Promise<void> {
    this.#stream.end()
    await finished(this.#stream)
  }
}

function open(path: string): number {
  try {
    return openSync(path, 'wx', ownerAlone)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new VerbFailure(code === 'EEXIST' ? `${path} exists already` : `${path} cannot be written (${code})`)
  }
}
