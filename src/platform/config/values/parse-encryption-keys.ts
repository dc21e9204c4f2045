import { BrokenRule } from './broken-rule'
import { parseEncryptionKey } from './parse-encryption-key'
import { parseList } from './parse-list'

const parseKeys = parseList(parseEncryptionKey)

/** Reads the keys that seal what is stored: the first encrypts, all decrypt. */
export function parseEncryptionKeys(text: string): readonly Uint8Array[] {
  const keys = parseKeys(text)
  if (new Set(keys.map((key) => Buffer.from(key).toString('base64'))).size < keys.length) throw new BrokenRule('must not list a key twice')
  return keys
}
