import { toCell } from '#libs/people-file/csv-cells'
import { isMapping } from '../seeds/document/read-entry'
import type { PersonEntry } from './export-people'
import { separator } from './people-columns'
import type { PeopleColumn } from './people-columns'
import { toRoleText } from './role-text'
import type { Role } from '#libs/roles/role'

const isRole = (value: unknown): value is Role => isMapping(value) && typeof value['role'] === 'string'

function toText(value: unknown): string {
  if (Array.isArray(value)) return value.map(toText).join(separator)
  if (isRole(value)) return toRoleText(value)
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

const valueAt = (value: unknown, [name, ...rest]: readonly string[]): unknown =>
  name === undefined ? value : valueAt(isMapping(value) ? value[name] : undefined, rest)

/** The line that names the columns. */
export const toCsvHeader = (columns: readonly PeopleColumn[]): string => columns.map(({ name }) => toCell(name)).join(',')

/** A person as one record. */
export const toCsvRecord = (person: PersonEntry, columns: readonly PeopleColumn[]): string =>
  columns.map(({ path }) => toCell(toText(valueAt(person, path)))).join(',')
