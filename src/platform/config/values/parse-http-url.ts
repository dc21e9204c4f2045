import { BrokenRule } from './broken-rule'

/** Reads an absolute http or https URL. */
export function parseHttpUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw new BrokenRule('must be an http or https URL')
  return text
}
