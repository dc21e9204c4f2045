import type { Row, Value } from './row'

/** Where statements are sent: to a driver's connection, or to a pool of them. */
export interface Connection {
  /**
   * Runs one statement and returns the rows it answers: with RETURNING, those it changed.
   *
   * @param sql in PostgreSQL's words, its parameters $1, $2, … in order and each used once
   * @throws QueryFailedError
   */
  query(sql: string, values?: readonly Value[]): Promise<readonly Row[]>
}
