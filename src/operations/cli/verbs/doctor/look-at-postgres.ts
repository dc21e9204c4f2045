import type { DataSource } from 'typeorm'
import { broken, fine } from './finding'
import type { Finding } from './finding'

/** What PostgreSQL says of itself, in its own words. */
export interface PostgresFacts {
  readonly name: string
  /** Such as 150004. */
  readonly number: string
  /** 'on' where it takes no writes: a standby, or a database or role that is set so. */
  readonly read_only: string
}

const oldest = 15
const sql = `SELECT current_setting('server_version') AS name, current_setting('server_version_num') AS number,
  current_setting('transaction_read_only') AS read_only`

/** A PostgreSQL that answers may still be one that no server can work on. */
export async function lookAtPostgres(dataSource: DataSource): Promise<Finding> {
  const [facts] = await dataSource.query<[PostgresFacts]>(sql)
  return judgePostgres(facts)
}

export function judgePostgres({ name, number, read_only: readOnly }: PostgresFacts): Finding {
  if (Math.floor(Number(number) / 10_000) < oldest)
    return broken('database', `PostgreSQL ${name} is too old`, `use PostgreSQL ${oldest} or later`)
  if (readOnly === 'on')
    return broken('database', `PostgreSQL ${name} takes no writes`, 'have DATABASE_URL lead to the primary, with a role that may write')
  return fine('database', `PostgreSQL ${name} answers`)
}
