import { FlowBuffer } from './flow-buffer'
import type { FlowRecord } from './flow-record'

const record = (id: string, outcome: FlowRecord['outcome'] = 'taken') => ({ id, outcome }) as FlowRecord
const ids = (records: readonly FlowRecord[]) => records.map(({ id }) => id)

describe('the buffer of flow records', () => {
  it('gives refusals first, then the rest, each the oldest first', () => {
    const buffer = new FlowBuffer(10)
    for (const one of [record('a'), record('b', 'refused'), record('c'), record('d', 'failed')]) buffer.add(one)
    expect(ids(buffer.take(3))).toEqual(['b', 'd', 'a'])
    expect(ids(buffer.take(3))).toEqual(['c'])
  })

  it('drops the oldest of what was taken when it is full, and counts (SEC-446)', () => {
    const buffer = new FlowBuffer(3)
    for (const one of [record('a'), record('b', 'refused'), record('c'), record('d'), record('e')]) buffer.add(one)
    expect([buffer.waiting, buffer.dropped]).toEqual([3, 2])
    expect(ids(buffer.take(9))).toEqual(['b', 'd', 'e'])
  })

  it('drops refusals only where there is nothing else', () => {
    const buffer = new FlowBuffer(2)
    for (const id of ['a', 'b', 'c']) buffer.add(record(id, 'refused'))
    buffer.add(record('d'))
    expect(ids(buffer.take(9))).toEqual(['b', 'c'])
    expect(buffer.dropped).toBe(2)
  })

  it('takes back what could not be written, before what came meanwhile', () => {
    const buffer = new FlowBuffer(3)
    for (const one of [record('a'), record('b', 'refused')]) buffer.add(one)
    const taken = buffer.take(2)
    for (const one of [record('c'), record('d', 'refused')]) buffer.add(one)
    buffer.putBack(taken)
    expect(ids(buffer.take(9))).toEqual(['b', 'd', 'c'])
    expect(buffer.dropped).toBe(1)
  })
})
