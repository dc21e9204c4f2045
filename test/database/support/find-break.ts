/** Why a statement would break a node that runs the version before. */
type Rule = readonly [why: string, pattern: RegExp]

const table = String.raw`(?:ALTER TABLE|TABLE|ON|FROM|INTO|UPDATE|TRUNCATE)\s+(?:IF (?:NOT )?EXISTS\s+|ONLY\s+)?(?:"?public"?\.)?"?(\w+)"?`

// prettier-ignore
const rules: readonly Rule[] = [
  ['takes away', /\bDROP\b(?!\s+NOT\s+NULL)/],
  ['renames', /\bRENAME\b/],
  ['asks for a value that older versions do not give', /\bSET\s+NOT\s+NULL\b|\bADD\b(?!.*\bDEFAULT\b).*\bNOT\s+NULL\b/],
  ['changes a type', /\bALTER\s+(?:COLUMN\s+)?\S+\s+(?:SET\s+DATA\s+)?TYPE\b/],
  ['forbids what older versions may write', /\bADD\s+(?:CONSTRAINT|UNIQUE|CHECK|PRIMARY|FOREIGN)\b|\bCREATE\s+UNIQUE\s+INDEX\b/],
  ['deletes rows', /\b(?:DELETE\s+FROM|TRUNCATE)\b/],
]

/** Which tables a migration makes: what it does to those concerns nobody else. */
export const tablesMadeBy = (statements: readonly string[]): ReadonlySet<string> =>
  new Set(statements.flatMap((sql) => /^\s*CREATE TABLE\s+(?:IF NOT EXISTS\s+)?(?:"?public"?\.)?"?(\w+)"?/i.exec(sql)?.[1] ?? []))

/** Which columns a migration adds that may be empty: older versions leave them so, and any number of rows may. */
export const columnsAddedBy = (statements: readonly string[]): ReadonlySet<string> =>
  new Set(
    statements.flatMap((sql) =>
      /NOT\s+NULL/i.test(sql) ? [] : (/^\s*ALTER TABLE\s+\S+\s+ADD\s+(?:COLUMN\s+)?"?(\w+)"?/i.exec(sql)?.[1] ?? []),
    ),
  )

/** Whether an index concerns such columns alone. */
function isOnAdded(sql: string, added: ReadonlySet<string>): boolean {
  const [, columns = ''] = /^\s*CREATE UNIQUE INDEX\b[^(]*\(([^)]*)\)\s*$/i.exec(sql) ?? []
  const names = columns.split(',').map((column) => column.replaceAll(/["\s]/g, ''))
  return names.every((name) => added.has(name))
}

/** What in a statement would break nodes of the version before, which work on the same database; undefined where nothing would. */
export function findBreak(sql: string, own: ReadonlySet<string> = new Set(), added: ReadonlySet<string> = new Set()): string | undefined {
  if (isOnAdded(sql, added)) return undefined
  if (/^\s*(?:SELECT|WITH|CREATE TABLE)\b/i.test(sql) || own.has(new RegExp(table, 'i').exec(sql)?.[1] ?? '')) return undefined
  const found = rules.find(([, pattern]) => new RegExp(pattern, 'is').test(sql))
  return found && `${found[0]}: ${sql}`
}
