import { sign, verify } from 'node:crypto'
import { makeKey } from '../drive/keys.mjs'

const repeats = 2000
const key = makeKey('unit')
const content = Buffer.alloc(300, 'x')
const signature = sign('sha256', content, { key: key.privateKey, dsaEncoding: 'ieee-p1363' })

/**
 * Microseconds of CPU that one ES256 verification takes here and now: the unit of all figures. Whatever else the machine is doing, both
 * grow together.
 */
export function verificationMicroseconds() {
  const before = process.cpuUsage()
  for (let i = 0; i < repeats; i++) verify('sha256', content, { key: key.publicKey, dsaEncoding: 'ieee-p1363' }, signature)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / repeats
}
