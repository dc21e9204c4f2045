import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { stringify } from 'yaml'
import { decodeUtf8, NotUtf8 } from '#libs/text/decode-utf8'
import type { Realm } from '#operations/keycloak-import/realm'
import { toSeed } from '#operations/keycloak-import/to-seed'
import type { ConvertedRealm } from '#operations/keycloak-import/to-seed'
import { CliVerb, VerbFailure } from '../../cli-verb'
import type { Verb, VerbOptions, VerbOutput } from '../../cli-verb'

/** The files hold secrets of clients and hashes of passwords. */
const ownerAlone = 0o600

/** Turns the export of a Keycloak realm into a seed and a file of people. */
@CliVerb({
  name: 'import keycloak',
  usage: 'import keycloak REALM.json',
  description: 'Turns the export of a Keycloak realm into a seed and a file for "users import", and lists what could not be carried over.',
  options: { out: { type: 'string', description: 'the folder for both files; the working directory unless told' } },
  standalone: true,
})
export class ImportKeycloakVerb implements Verb {
  async run([path = '']: readonly string[], { out = '.' }: VerbOptions): Promise<VerbOutput> {
    const realm = readRealm(path)
    const converted = toSeed(realm)
    const name = join(resolve(String(out)), basename(path).replace(/(-realm)?\.json$/i, ''))
    const files = { seed: `${name}.seed.yaml`, people: `${name}.people.jsonl` }
    write(files.seed, stringify(converted.seed, { lineWidth: 0 }))
    write(files.people, converted.people.map((person) => `${JSON.stringify(person)}\n`).join(''))
    return { lines: toLines(converted, files), data: { ...files, notes: converted.notes } }
  }
}

function readRealm(path: string): Realm {
  try {
    const realm: unknown = JSON.parse(decodeUtf8(readFileSync(path)))
    if (isRealm(realm)) return realm
  } catch (error) {
    throw new VerbFailure(`${path} cannot be read: ${reasonOf(error)}`)
  }
  throw new VerbFailure(`${path} is no export of one realm: it has no "realm" and no lists of clients, groups or users`)
}

const lists = ['clients', 'users', 'groups', 'clientScopes'] as const

function isRealm(value: unknown): value is Realm {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || typeof (value as Realm).realm !== 'string') return false
  return lists.every((list) => (value as Realm)[list] === undefined || Array.isArray((value as Realm)[list]))
}

const reasonOf = (error: unknown): string => {
  if (error instanceof NotUtf8) return 'it is not UTF-8'
  return error instanceof SyntaxError ? 'it is not JSON' : ((error as NodeJS.ErrnoException).code ?? 'unknown reason')
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: ownerAlone })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new VerbFailure(code === 'EEXIST' ? `${file} exists already` : `${file} cannot be written (${code})`)
  }
}

const count = (name: string, list: readonly unknown[]) => `${list.length} ${name}`

function toLines({ seed, people, notes }: ConvertedRealm, files: { readonly seed: string; readonly people: string }): string[] {
  const counts = [
    count('clients', seed.clients),
    count('groups', seed.groups),
    count('attributes', seed.attributes),
    count('scopes', seed.scopes),
  ]
  return [
    `${files.seed}: ${counts.join(', ')}`,
    `${files.people}: ${people.length} people`,
    ...(notes.length === 0 ? [] : ['', 'Not carried over, or to be looked at:', ...notes.map((note) => `  ${note}`)]),
    '',
    'Next: read the seed, set the variables that it names, then',
    `  npm run seed -- ${files.seed}`,
    `  npm run aldgate -- users import ${files.people}`,
  ]
}
