import { hasUriCharacters } from '#libs/redirect-uri/absolute-uri'
import { parseLoopbackUri } from '#libs/redirect-uri/loopback-uri'
import { BrokenRule } from './broken-rule'

const isHttps = (text: string) => /^https:\/\/[^/?#@]+(?:[/?#]|$)/.test(text) && hasUriCharacters(text) && URL.canParse(text)

/** Reads the address of a page or picture on the web: https, or http on this machine alone. */
export function parseWebUrl(text: string): string {
  if (!isHttps(text) && !(hasUriCharacters(text) && parseLoopbackUri(text)))
    throw new BrokenRule('must be an https URL, such as https://www.example.com/privacy')
  return text
}
