import { BrokenRule } from './broken-rule'

/** Reads one host, as the hostname of a URL spells it: no scheme, no port; an IPv6 address in brackets. */
export function parseHost(text: string): string {
  const url = `http://${text}`
  if (!URL.canParse(url) || new URL(url).hostname !== text.toLowerCase()) {
    throw new BrokenRule('must be a comma-separated list of hosts without scheme and port, such as localhost')
  }
  return text.toLowerCase()
}
