import { didYouMean } from '#libs/near-name/near-name'
import { readCsvRecords } from '#libs/people-file/read-csv-records'
import type { CsvRecord } from '#libs/people-file/read-csv-records'
import type { Line } from '#libs/people-file/read-lines'
import type { PeopleColumn } from './people-columns'
import type { PersonRecord } from './person-record'
import { UnusablePeopleFile } from './unusable-people-file'

const excerpt = (text: string) => JSON.stringify(text.slice(0, 100))

/** @throws UnusablePeopleFile for the first column that is wrong */
function toColumns(header: CsvRecord, known: ReadonlyMap<string, PeopleColumn>): readonly PeopleColumn[] {
  if ('fault' in header) throw new UnusablePeopleFile(`line ${header.number}: ${header.fault}`)
  const names = header.cells.map((cell) => cell.trim())
  const refuse = (rule: string) => new UnusablePeopleFile(`line ${header.number}, which names the columns: ${rule}`)
  if (names.length === 1 && names[0]?.includes(';')) throw refuse('columns must be separated by commas')
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice !== undefined) throw refuse(`${excerpt(twice)} stands twice`)
  if (!names.includes('username')) throw refuse('there is no column username')
  return names.map((name) => {
    const column = known.get(name)
    if (!column) throw refuse(`${excerpt(name)} is no known column${didYouMean(name, new Set(known.keys()))}`)
    return column
  })
}

/** An empty cell says nothing. */
function toValue(columns: readonly PeopleColumn[], cells: readonly string[]): Record<string, unknown> {
  const value: Record<string, unknown> = {}
  for (const [index, { path, meaning }] of columns.entries()) {
    const cell = cells[index] ?? ''
    if (cell !== '') put(value, path, meaning(cell))
  }
  return value
}

function put(value: Record<string, unknown>, [name = '', ...rest]: readonly string[], item: unknown): void {
  if (rest.length === 0) value[name] = item
  else put((value[name] ??= {}) as Record<string, unknown>, rest, item)
}

function toPerson(record: CsvRecord, columns: readonly PeopleColumn[]): PersonRecord {
  const { number: line } = record
  if ('fault' in record) return { line, rule: record.fault }
  const { cells } = record
  if (cells.length !== columns.length)
    return { line, rule: `the line has ${cells.length} cells, and the first has ${columns.length} columns` }
  return { line, value: toValue(columns, cells) }
}

/**
 * People of a CSV file, whose first record names the columns.
 *
 * @throws UnusablePeopleFile when it does not name columns that there are
 */
export async function* readCsvPeople(lines: AsyncIterable<Line>, known: readonly PeopleColumn[]): AsyncGenerator<PersonRecord, void> {
  let columns: readonly PeopleColumn[] | undefined
  for await (const record of readCsvRecords(lines)) {
    if (columns) yield toPerson(record, columns)
    else columns = toColumns(record, new Map(known.map((column) => [column.name, column])))
  }
}
