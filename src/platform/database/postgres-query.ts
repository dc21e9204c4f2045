import type { Row, Value } from './row'

export interface PostgresQuery {
  readonly name?: string
  readonly text: string
  readonly values: readonly Value[]
}

export interface PostgresAnswer {
  readonly command: string
  readonly rows: readonly Row[]
}

/** A connection of pg, or its pool, as far as either is used here. */
export interface PostgresConnection {
  query(query: PostgresQuery): Promise<PostgresAnswer>
}
