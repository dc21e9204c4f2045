import type { SentRequest } from './exchange'

const shellWord = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)

/** The request as a command for a shell. Proofs and assertions in it are good once. */
export function toCurl({ method, url, headers, body }: SentRequest): string {
  const words = ['curl -sS -i', ...(method === 'GET' ? [] : [`-X ${method}`]), shellWord(url)].join(' ')
  const heads = headers.map(([name, value]) => `-H ${shellWord(`${name}: ${value}`)}`)
  return [words, ...heads, ...(body === undefined ? [] : [`--data-raw ${shellWord(body)}`])].join(' \\\n  ')
}
