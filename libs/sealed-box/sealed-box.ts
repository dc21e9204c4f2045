import { createCipheriv, createDecipheriv } from 'node:crypto'
import { decodeBase64url } from '../jwk/decode-base64url'
import { drawBytes } from '../random/draw-bytes'
import { secretKey } from '../secret-key/secret-key'

/** A key of 32 bytes with the name by which a sealed text says which key opens it. */
export interface SealingKey {
  readonly id: string
  readonly key: Uint8Array
}

const ivBytes = 12
const tagBytes = 16

/**
 * Encrypts and authenticates a text under the first key (AES-256-GCM); the purpose is authenticated with it, so that what was sealed
 * for one thing never opens as another.
 *
 * @see NIST SP 800-38D
 */
export function seal(text: string, keys: readonly SealingKey[], purpose: string): string {
  const [first] = keys
  if (!first) throw new Error('sealing needs a key')
  const iv = drawBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', secretKey(first.key), iv).setAAD(Buffer.from(purpose))
  const box = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `${first.id}.${box.toString('base64url')}`
}

/** Opens what seal() made with any of the keys; undefined when it was changed, made for another purpose, or its key is gone. */
export function open(sealed: string, keys: readonly SealingKey[], purpose: string): string | undefined {
  const [id, body = '', ...rest] = sealed.split('.')
  const key = keys.find((candidate) => candidate.id === id)
  const box = decodeBase64url(body)
  if (!key || rest.length > 0 || !box || box.length < ivBytes + tagBytes) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', secretKey(key.key), box.subarray(0, ivBytes)).setAAD(Buffer.from(purpose))
    decipher.setAuthTag(box.subarray(-tagBytes))
    return Buffer.concat([decipher.update(box.subarray(ivBytes, -tagBytes)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
