import { randomBytes } from 'node:crypto'
import { digestHandle, newHandle, newId, successorOf } from './opaque-token'

describe('an opaque token', () => {
  it('has 256 bits and never comes twice (FAPI2-SP-FINAL-5.4.1-4, SEC-58)', () => {
    const handles = Array.from({ length: 10_000 }, newHandle)
    expect(new Set(handles).size).toBe(handles.length)
    expect(handles.every((handle) => /^[\w-]{43}$/.test(handle))).toBe(true)
    expect(newId()).toMatch(/^[\w-]{22}$/)
  })

  it('as an identifier is no option on a command line', () => {
    expect(Array.from({ length: 1_000 }, newId).filter((id) => id.startsWith('-'))).toEqual([])
  })

  it('is kept as a digest that depends on what it was made for (SEC-203, SEC-442)', () => {
    expect(digestHandle('code', 'x')).toHaveLength(43)
    expect(digestHandle('code', 'x')).not.toBe(digestHandle('refresh_token', 'x'))
  })

  it('has one successor under one key (SEC-221)', () => {
    const [one, two] = [randomBytes(32), randomBytes(32)]
    expect(successorOf('token', one)).toBe(successorOf('token', one))
    expect(successorOf('token', one)).not.toBe(successorOf('token', two))
    expect(successorOf('token', one)).toHaveLength(43)
  })
})
