import type { UnitOfWork } from '#platform/database/unit-of-work'

/** How many rows of one kind depend on a key of KEY_ENCRYPTION_KEY. */
export interface KeyUse {
  readonly keyId: string
  readonly kind: string
  readonly rows: number
}

const idLength = 8

/** What stays in the database, and begins with the name of the key that it was made under. */
// prettier-ignore
const columns = [
  ['signing keys', 'signing_keys', 'sealed_private_jwk'],
  ['client secrets', 'clients', 'secret_hash'],
  ['client secrets', 'clients', 'old_secret_hash'],
  ['seed entries', 'clients', 'seed_digest'],
  ['seed entries', 'users', 'seed_digest'],
  ['seed entries', 'resources', 'seed_digest'],
] as const

/** Counts what would be lost with each key. */
export async function countByKey(unitOfWork: UnitOfWork): Promise<readonly KeyUse[]> {
  const counts = columns.map(
    ([kind, table, column]) =>
      `SELECT '${kind}' AS kind, substr(${column}, 1, ${idLength}) AS key_id, 1 AS used FROM ${table} WHERE ${column} <> ''`,
  )
  const sql = `SELECT kind, key_id, COUNT(*) AS uses FROM (${counts.join(' UNION ALL ')}) AS uses_of_keys GROUP BY kind, key_id ORDER BY kind DESC`
  const rows = await unitOfWork.reads.query(sql)
  return rows.map((row) => ({ keyId: String(row['key_id']), kind: String(row['kind']), rows: Number(row['uses']) }))
}
