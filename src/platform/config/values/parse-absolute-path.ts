import { isAbsolute, normalize } from 'node:path'
import { BrokenRule } from './broken-rule'

/** Reads a path that does not depend on the working directory. */
export function parseAbsolutePath(text: string): string {
  if (!isAbsolute(text) || text.includes('\0')) throw new BrokenRule('must be an absolute path')
  return normalize(text)
}
