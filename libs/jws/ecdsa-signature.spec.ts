import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { fromDer, toDer } from './ecdsa-signature'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const hex = (text: string) => Buffer.from(text, 'hex')
const number = (start: string, end = '') => start + '0'.repeat(64 - start.length - end.length) + end

describe('an ECDSA signature', () => {
  it('is the same in both forms, whatever its numbers begin with (RFC7518-3.4)', () => {
    for (let round = 0; round < 600; round += 1) {
      const content = Buffer.from(`content ${round}`)
      const jose = sign('sha256', content, { key: privateKey, dsaEncoding: 'ieee-p1363' })
      expect(verify('sha256', content, publicKey, toDer(jose))).toBe(true)
      expect(fromDer(toDer(jose))).toEqual(jose)
      const der = sign('sha256', content, privateKey)
      expect(toDer(fromDer(der))).toEqual(der)
      expect(verify('sha256', content, { key: publicKey, dsaEncoding: 'ieee-p1363' }, fromDer(der))).toBe(true)
    }
  })

  it.each([
    ['small numbers', number('', '01') + number('', '7f'), '300602010102017f'],
    ['a first bit that is set', number('', '80') + number('', 'ff'), '300802020080020200ff'],
    ['numbers as long as they get', 'ff'.repeat(64), `3046${`022100${'ff'.repeat(32)}`.repeat(2)}`],
    ['zero', number('') + number(''), '3006020100020100'],
  ])('is written with the fewest bytes: %s', (_, jose, der) => {
    expect(toDer(hex(jose)).toString('hex')).toBe(der)
    expect(fromDer(hex(der)).toString('hex')).toBe(jose)
  })
})
