import { aChain, auditKey } from './audit-chain.fixtures'
import { ChainReader } from './chain-reader'
import type { ChainItem } from './chain-reader'
import { SealChain } from './seal-chain'

describe('a chain that is read seal by seal with its records', () => {
  const key = auditKey('one')
  const items = (): ChainItem[] => aChain(key, key).flatMap(({ seal, records }) => [{ seal }, ...records.map((record) => ({ record }))])
  const faults = (read: readonly ChainItem[]) => {
    const reader = new ChainReader(new SealChain([key], 1))
    return [...read.flatMap((item) => reader.read(item)), ...reader.end()].map(({ at, fault }) => `${at}: ${fault}`)
  }

  it('is whole as it was made (SEC-425)', () => {
    expect(faults(items())).toEqual([])
    expect(faults([])).toEqual([])
  })

  it('is broken where a record is missing, under the last seal too (SEC-425)', () => {
    expect(faults(items().toSpliced(2, 1))).toEqual(['seal 1: lacks 1 of its 3 records'])
    expect(faults(items().slice(0, -1))).toEqual(['seal 2: lacks 1 of its 3 records'])
  })

  it('is broken where a record stands before any seal (SEC-425)', () => {
    expect(faults(items().slice(1))[0]).toBe('record 01: stands before any seal')
  })
})
