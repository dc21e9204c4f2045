import { createReadStream } from 'node:fs'
import { extname } from 'node:path'
import { Injectable } from '@nestjs/common'
import { readLines } from '#libs/people-file/read-lines'
import { Attributes } from '#records/attributes/attributes.repository'
import type { PersonEntry } from './export-people'
import { peopleColumns } from './people-columns'
import type { PeopleColumn } from './people-columns'
import type { PersonRecord } from './person-record'
import { readCsvPeople } from './read-csv-people'
import { readJsonPeople } from './read-json-people'
import { toCsvHeader, toCsvRecord } from './to-csv-lines'
import { UnusablePeopleFile } from './unusable-people-file'

/** How a file of people is written. */
export type PeopleFormat = 'jsonl' | 'csv'

/** By the name's ending, unless it is said. */
export const formatOf = (path: string, said: PeopleFormat | undefined): PeopleFormat =>
  said ?? (extname(path).toLowerCase() === '.csv' ? 'csv' : 'jsonl')

/** Reads files of people, however large. */
@Injectable()
export class PeopleFiles {
  constructor(private readonly attributes: Attributes) {}

  /** @throws UnusablePeopleFile when the file cannot be read, or does not name its columns */
  async *read(path: string, format: PeopleFormat): AsyncGenerator<PersonRecord, void> {
    const lines = readLines(chunksOf(path))
    yield* format === 'csv' ? readCsvPeople(lines, await this.#columns()) : readJsonPeople(lines)
  }

  /** The lines of a file of these people; the first of CSV names the columns. */
  async *write(people: AsyncIterable<PersonEntry>, format: PeopleFormat): AsyncGenerator<string, void> {
    const columns = await this.#columns()
    yield* format === 'csv'
      ? toCsvLines(
          people,
          columns.filter(({ name }) => name !== 'password'),
        )
      : toJsonLines(people)
  }

  async #columns(): Promise<readonly PeopleColumn[]> {
    return peopleColumns((await this.attributes.load()).values())
  }
}

async function* toJsonLines(people: AsyncIterable<PersonEntry>): AsyncGenerator<string, void> {
  for await (const person of people) yield JSON.stringify(person)
}

async function* toCsvLines(people: AsyncIterable<PersonEntry>, columns: readonly PeopleColumn[]): AsyncGenerator<string, void> {
  yield toCsvHeader(columns)
  for await (const person of people) yield toCsvRecord(person, columns)
}

async function* chunksOf(path: string): AsyncGenerator<Buffer, void> {
  try {
    for await (const chunk of createReadStream(path)) yield chunk as Buffer
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new UnusablePeopleFile(`${path} cannot be read (${code ?? 'unknown reason'})`)
  }
}
