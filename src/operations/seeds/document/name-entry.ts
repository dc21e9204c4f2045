import { isMapping } from './read-entry'

const names = ['client_id', 'username', 'resource', 'group', 'path', 'attribute', 'scope']
const maxCharacters = 100

/** Names an entry for whoever mends the seed: `clients[0] "web-demo"`. */
export function nameEntry(list: string, index: number, entry: unknown): string {
  const fields = isMapping(entry) ? names.map((name) => entry[name]) : []
  return placeOf(
    list,
    index,
    fields.find((field) => typeof field === 'string'),
  )
}

/** The same of an entry whose name is known. */
export const placeOf = (list: string, index: number, name?: string): string =>
  `${list}[${index}]${name === undefined ? '' : ` ${JSON.stringify(name.slice(0, maxCharacters))}`}`
