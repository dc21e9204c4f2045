import { UnusablePasswordHash } from './password-hash'

const base64 = /^[A-Za-z0-9+/]+={0,2}$/
const adapted = /^[A-Za-z0-9./]+$/

/** Base64 with or without padding, or with `.` in place of `+` as Passlib writes it. */
export function readBase64(text: string): Buffer {
  if (base64.test(text)) return Buffer.from(text, 'base64')
  if (adapted.test(text)) return Buffer.from(text.replaceAll('.', '+'), 'base64')
  throw new UnusablePasswordHash('salt and hash must be base64')
}

export function readHex(text: string): Buffer {
  if (!/^(?:[0-9a-f]{2})+$/i.test(text)) throw new UnusablePasswordHash('salt and hash must be hexadecimal')
  return Buffer.from(text, 'hex')
}

/** A number as these formats write it: decimal digits alone. Others give NaN, which no bound lets pass. */
export const readNumber = (text = ''): number => (/^\d{1,10}$/.test(text) ? Number(text) : Number.NaN)
