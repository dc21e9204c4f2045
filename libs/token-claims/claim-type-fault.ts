import { standardAttributes } from '../person-attributes/standard-attributes'

type Kind = 'string' | 'number' | 'boolean' | 'object' | 'list of strings'

const kindOf: Readonly<Record<string, Kind>> = {
  string: 'string',
  date: 'string',
  number: 'number',
  boolean: 'boolean',
  string_list: 'list of strings',
}

const isKind: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'list of strings': (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
}

/** The types of CEL that can never come to a value of the kind. */
const celTypes: Readonly<Record<Kind, ReadonlySet<string>>> = {
  string: new Set(['string']),
  number: new Set(['int', 'uint', 'double']),
  boolean: new Set(['bool']),
  object: new Set(['map']),
  'list of strings': new Set(['list']),
}
const known: ReadonlySet<string> = new Set(Object.values(celTypes).flatMap((types) => [...types]))

/** The kind of value that a claim has wherever it is used; undefined where it is anybody's own. */
function expectedKind(claim: string): Kind | undefined {
  if (claim === 'address') return 'object'
  // RFC 9068 §2.2.3.1
  if (['groups', 'roles', 'entitlements'].includes(claim)) return 'list of strings'
  return kindOf[standardAttributes.get(claim)?.type ?? '']
}

/** What is wrong with a value for a claim whose type is settled; undefined when nothing is. */
export function claimTypeFault(claim: string, value: unknown): string | undefined {
  const kind = expectedKind(claim)
  return kind === undefined || isKind[kind](value) ? undefined : `${claim} must be a ${kind}`
}

/**
 * The same of an expression before it is evaluated.
 *
 * @param celType its type in CEL: `string`, `list<string>`, `dyn`, …
 */
export function claimExpressionFault(claim: string, celType: string): string | undefined {
  const kind = expectedKind(claim)
  const [type = ''] = celType.split('<')
  return kind === undefined || !known.has(type) || celTypes[kind].has(type) ? undefined : `${claim} must be a ${kind}, and is ${celType}`
}
