/** Bytes that are not text in UTF-8; the message says what they look like. */
export class NotUtf8 extends Error {}

/**
 * Reads bytes as UTF-8 without replacing anything; a byte order mark is left out.
 *
 * @throws NotUtf8
 */
export function decodeUtf8(bytes: Uint8Array): string {
  if (isUtf16(bytes)) throw new NotUtf8('is UTF-16; save it as UTF-8')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new NotUtf8('is not UTF-8; save it as UTF-8')
  }
}

/** By its byte order mark, or by the empty half of its first letter: what PowerShell 5 writes with `>`. */
const isUtf16 = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || (first !== undefined && (first === 0) !== (second === 0))
