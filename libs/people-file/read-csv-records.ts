import { isOdd, toCells } from './csv-cells'
import { longestLine } from './read-lines'
import type { Line } from './read-lines'

/** A record of a CSV file, or what is wrong with it; numbered by the line that it begins in. */
export type CsvRecord = { readonly number: number; readonly cells: readonly string[] } | { readonly number: number; readonly fault: string }

/** Lines that belong together since a quoted cell goes on over their ends. */
class OpenRecord {
  readonly #lines: string[] = []
  #length = 0
  #isOpen = false

  constructor(private readonly number: number) {}

  get isOpen(): boolean {
    return this.#isOpen
  }

  get isTooLong(): boolean {
    return this.#length > longestLine
  }

  add(line: string): this {
    this.#lines.push(line)
    this.#length += line.length + 1
    if (isOdd(line)) this.#isOpen = !this.#isOpen
    return this
  }

  toRecord(): CsvRecord {
    const { number } = this
    const cells = toCells(this.#lines.join('\n'))
    return cells ? { number, cells } : { number, fault: 'a quote stands within a cell that does not begin with one' }
  }

  toUnended(last: number): CsvRecord {
    const fault = `a quoted cell that begins here does not end by line ${last}; none of these lines was read`
    return { number: this.number, fault }
  }
}

/** Puts records together from lines. */
class Assembly {
  #open: OpenRecord | undefined
  #last = 0

  take(line: Line): readonly CsvRecord[] {
    this.#last = line.number
    if ('fault' in line) return [...this.end(), line]
    if (!this.#open && line.text === '') return []
    const record = (this.#open ?? new OpenRecord(line.number)).add(line.text)
    this.#open = record
    if (record.isOpen) return record.isTooLong ? this.end() : []
    this.#open = undefined
    return [record.toRecord()]
  }

  end(): readonly CsvRecord[] {
    const open = this.#open
    this.#open = undefined
    return open ? [open.toUnended(this.#last)] : []
  }
}

/** The records of a CSV file: a quoted cell may hold line breaks. Empty lines are none. */
export async function* readCsvRecords(lines: AsyncIterable<Line>): AsyncGenerator<CsvRecord, void> {
  const assembly = new Assembly()
  for await (const line of lines) yield* assembly.take(line)
  yield* assembly.end()
}
