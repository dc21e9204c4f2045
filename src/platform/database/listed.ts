/** Many values in one parameter, whatever their number: the statement stays one, and stays prepared. */
export const toList = (values: readonly unknown[]): string => JSON.stringify(values)

/**
 * A condition that holds for the rows whose column is one of the texts; found by the column's index.
 *
 * @param place the number of the parameter, which is what toList() makes of the texts
 */
export const isListed = (column: string, place: number): string =>
  `${column} = ANY(ARRAY(SELECT json_array_elements_text($${place}::json)))`

/** A condition that holds for all other rows: every row is looked at. */
export const isUnlisted = (column: string, place: number): string => `${column} NOT IN (SELECT json_array_elements_text($${place}::json))`

/**
 * A source of rows, each with an array as its `value`, whose members are `value ->> 0`, `value ->> 1`, … as text or null.
 *
 * @param place the number of the parameter, which is what toList() makes of arrays
 */
export const listedRows = (place: number): string => `json_array_elements($${place}::json) AS listed(value)`

/** The same in SQLite's words, of a statement whose parameters are SQLite's already. */
export const toSqliteLists = (sql: string): string =>
  sql
    .replaceAll('= ANY(ARRAY(SELECT json_array_elements_text(?::json)))', 'IN (SELECT value FROM json_each(?))')
    .replaceAll('SELECT json_array_elements_text(?::json)', 'SELECT value FROM json_each(?)')
    .replaceAll('json_array_elements(?::json) AS listed(value)', 'json_each(?) AS listed')
