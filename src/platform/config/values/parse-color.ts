import { BrokenRule } from './broken-rule'

/** Reads a colour as CSS writes it in six digits. */
export function parseColor(text: string): string {
  if (!/^#[0-9a-f]{6}$/i.test(text)) throw new BrokenRule('must be a colour such as #1f4e8c')
  return text.toLowerCase()
}
