import { Readable } from 'node:stream'
import { toCell, toCells } from './csv-cells'
import { readCsvRecords } from './read-csv-records'
import { longestLine, readLines } from './read-lines'
import { SeenKeys } from './seen-keys'

const chunksOf = (text: string | Buffer, size = 3) => {
  const bytes = Buffer.from(text)
  return Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size)),
  )
}
const collect = async <Item>(items: AsyncIterable<Item>) => {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}
const linesOf = (text: string | Buffer, size?: number) => collect(readLines(chunksOf(text, size)))
const recordsOf = (text: string) => collect(readCsvRecords(readLines(chunksOf(text))))

describe('the lines of a file', () => {
  it.each([1, 2, 3, 1000])('are the same in whichever pieces it comes: %d bytes', async (size) => {
    expect(await linesOf('\ufeffäöü\r\nb\n\nd', size)).toEqual([
      { number: 1, text: 'äöü' },
      { number: 2, text: 'b' },
      { number: 3, text: '' },
      { number: 4, text: 'd' },
    ])
  })

  it('may be none', async () => {
    expect(await linesOf('')).toEqual([])
  })

  it('that are too long or not UTF-8 are told by number, and the next is read', async () => {
    const text = Buffer.concat([
      Buffer.alloc(longestLine + 1, 'a'),
      Buffer.from('\n'),
      Buffer.from([0x61, 0xff, 0x0a]),
      Buffer.from('fine\n'),
    ])
    expect(await linesOf(text, 65_536)).toEqual([
      { number: 1, fault: 'the line must have at most 262144 bytes' },
      { number: 2, fault: 'the line is not UTF-8; save it as UTF-8' },
      { number: 3, text: 'fine' },
    ])
    expect(await linesOf(Buffer.alloc(longestLine, 'a'), 65_536)).toMatchObject([{ text: expect.any(String) }])
  })
})

describe('the records of a CSV file', () => {
  it('are as RFC 4180 has them', async () => {
    expect(await recordsOf('a,b\n\n"x, ""y""",\r\n"two\nlines",z\n,\n')).toEqual([
      { number: 1, cells: ['a', 'b'] },
      { number: 3, cells: ['x, "y"', ''] },
      { number: 4, cells: ['two\nlines', 'z'] },
      { number: 6, cells: ['', ''] },
    ])
  })

  it.each(['', 'plain', 'a,b', 'a "quoted" word', 'two\nlines', '"'])('hold a cell as it was written: %j', (value) => {
    expect(toCells([value, value].map(toCell).join(','))).toEqual([value, value])
  })

  it('whose quotes are wrong are told by line; the rest is read', async () => {
    expect(await recordsOf('a"b",c\nd,e\n"f,g\nh\n')).toEqual([
      { number: 1, fault: 'a quote stands within a cell that does not begin with one' },
      { number: 2, cells: ['d', 'e'] },
      { number: 3, fault: 'a quoted cell that begins here does not end by line 4; none of these lines was read' },
    ])
  })

  it('that do not end are given up after the longest line, so that what follows is read', async () => {
    const records = await recordsOf(`"open\n${`${'a'.repeat(60_000)}\n`.repeat(5)}next,one\n`)
    expect(records).toMatchObject([
      { number: 1, fault: expect.stringContaining('by line 6') },
      { number: 7, cells: ['next', 'one'] },
    ])
  })
})

describe('keys that have been seen', () => {
  it('are known again, and no others, however many there are', () => {
    const seen = new SeenKeys()
    const keys = Array.from({ length: 20_000 }, (_, key) => `key ${key}`)
    expect(keys.filter((key) => seen.add(key))).toHaveLength(20_000)
    expect(keys.filter((key) => seen.add(key))).toHaveLength(0)
    expect(seen.add('another')).toBe(true)
  })
})
