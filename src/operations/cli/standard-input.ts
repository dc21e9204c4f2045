import { Injectable } from '@nestjs/common'

/** What is piped into the command line: where secrets come from, which have no place among arguments. */
@Injectable()
export class StandardInput {
  /** The first line, cut off at `most` bytes. */
  async readLine(most: number): Promise<string> {
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      length += chunk.length
      if (length > most || chunk.includes('\n')) break
    }
    const [line = ''] = Buffer.concat(chunks).toString('utf8').split(/\r?\n/)
    return line
  }
}
