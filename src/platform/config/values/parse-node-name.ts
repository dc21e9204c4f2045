import { BrokenRule } from './broken-rule'

/** Reads the name of a node. */
export function parseNodeName(text: string): string {
  if (!/^[\w.:-]{1,64}$/.test(text)) throw new BrokenRule('must have 1 to 64 letters, digits, and . _ : -')
  return text
}
