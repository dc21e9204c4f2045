import { createHmac, hash } from 'node:crypto'
import { enforces } from '../checks/enforces'
import { drawBytes } from '../random/draw-bytes'
import { secretKey } from '../secret-key/secret-key'

enforces('FAPI2-SP-FINAL-5.4.1-4')

/** What a handle was made for: a value made for one thing is never found as another. */
export type HandlePurpose =
  'code' | 'refresh_token' | 'request_uri' | 'session' | 'browser' | 'known-browser' | 'replay' | 'attempt' | 'consent'

/**
 * A new unguessable handle: 256 bits from the system's generator, base64url.
 *
 * @see FAPI 2.0 Security Profile §5.4.1-4
 */
export const newHandle = (): string => drawBytes(32).toString('base64url')

/** A new identifier that is no secret: 128 bits, base64url; never begins with a dash, so that on a command line it is no option. */
export function newId(): string {
  const id = drawBytes(16).toString('base64url')
  return id.startsWith('-') ? newId() : id
}

/** What is stored of a handle: its SHA-256 with its purpose. */
export const digestHandle = (purpose: HandlePurpose, value: string): string => hash('sha256', `${purpose}:${value}`, 'base64url')

/** The one successor of a handle under a key: it can be made again, although only its digest is kept. */
export const successorOf = (value: string, key: Uint8Array): string =>
  createHmac('sha256', secretKey(key)).update(value).digest('base64url')
