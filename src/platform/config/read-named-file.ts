import { readFileSync } from 'node:fs'
import { decodeUtf8, NotUtf8 } from '#libs/text/decode-utf8'

/**
 * The content of a file that a variable NAME_FILE names, without white space at either end. The path stays out of the refusal: it may be a
 * secret set under the wrong name.
 *
 * @param refuse makes the error of a rule
 */
export function readNamedFile(path: string, refuse: (rule: string) => Error): string {
  const text = decode(read(path, refuse), refuse).trim()
  if (text === '') throw refuse('names an empty file')
  return text
}

function read(path: string, refuse: (rule: string) => Error): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'no reason given'
    throw refuse(`names a file that cannot be read (${code})`)
  }
}

function decode(bytes: Uint8Array, refuse: (rule: string) => Error): string {
  try {
    return decodeUtf8(bytes)
  } catch (error) {
    throw error instanceof NotUtf8 ? refuse(`names a file that ${error.message}`) : error
  }
}
