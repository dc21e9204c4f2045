import { plainToInstance } from 'class-transformer'
import { didYouMean } from '#libs/near-name/near-name'
import { getMetadataStorage, validateSync } from 'class-validator'
import type { ValidationError } from 'class-validator'

/** Whether a value is a mapping. */
export const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Reads a mapping into a class that says by decorators what it may hold; a name that the class does not know is refused.
 *
 * @throws Error `field: rule`, the first that is broken
 */
export function readEntry<Entry extends object>(type: new () => Entry, value: unknown): Entry {
  if (!isMapping(value)) throw new Error('must be a mapping')
  const entry = plainToInstance(type, value)
  const [error] = validateSync(entry, { whitelist: true, forbidNonWhitelisted: true })
  if (error) throw new Error(describe(error))
  return entry
}

/** The names that the class of an entry declares. */
const namesOf = (target: object | undefined): ReadonlySet<string> =>
  new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(target?.constructor ?? Object, '', true, false)
      .map((rule) => rule.propertyName),
  )

function describe({ property, constraints, children, target }: ValidationError): string {
  const [inner] = children ?? []
  const name = property.slice(0, 100)
  if (inner) return `${name}.${describe(inner)}`
  if (constraints?.['whitelistValidation'] !== undefined) return `${name}: is not a known name${didYouMean(property, namesOf(target))}`
  // The decorator nearest to the field comes first: it says what kind of value is wanted.
  return `${name}: ${Object.values(constraints ?? {})[0] ?? 'is not valid'}`
}
