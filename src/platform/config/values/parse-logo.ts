import { BrokenRule } from './broken-rule'
import { parseWebUrl } from './parse-web-url'

/** A picture that the server serves itself, or one that browsers fetch from elsewhere. */
export type Logo = { readonly svg: string } | { readonly uri: string }

const longest = 65_536

/** Reads a logo: an SVG document as text, or the address of a picture. */
export function parseLogo(text: string): Logo {
  if (!text.startsWith('<')) return { uri: parseWebUrl(text) }
  if (text.length > longest || !/<svg[\s>][\s\S]*<\/svg>\s*$/.test(text)) {
    throw new BrokenRule(`must be an SVG document of at most ${longest} characters, or an https URL`)
  }
  return { svg: text }
}
