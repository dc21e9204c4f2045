import type { Line } from '#libs/people-file/read-lines'
import type { PersonRecord } from './person-record'

/** Where in the line it stops being JSON. The rest of the parser's message quotes the line, which may hold passwords. */
function toRule(error: unknown): string {
  const [, position] = /position (\d+)/.exec(String(error)) ?? []
  return position === undefined ? 'the line is not one JSON object' : `the line is not JSON from character ${Number(position) + 1} on`
}

function readPerson(line: number, text: string): PersonRecord {
  try {
    return { line, value: JSON.parse(text) as unknown }
  } catch (error) {
    return { line, rule: toRule(error) }
  }
}

/** People of a file with one JSON object on each line; empty lines are left out. */
export async function* readJsonPeople(lines: AsyncIterable<Line>): AsyncGenerator<PersonRecord, void> {
  for await (const line of lines) {
    if ('fault' in line) yield { line: line.number, rule: line.fault }
    else if (line.text.trim() !== '') yield readPerson(line.number, line.text)
  }
}
