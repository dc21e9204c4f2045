import Database from 'better-sqlite3'
import { Client } from 'pg'

const dialects = {
  sqlite: {
    numbers: 'WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < $COUNT)',
    random: 'lower(hex(randomblob(16)))',
  },
  postgres: {
    numbers: 'WITH numbers(n) AS (SELECT * FROM generate_series(1, $COUNT))',
    random: 'md5(random()::text || n::text)',
  },
}
/** Tables whose rows come of logins, with the columns that are no two rows' own. */
const tables = { grants: ['id', 'sid'], refresh_tokens: ['token_digest', 'grant_id'] }

/** A statement that copies a table's first row many times. */
function toCopy(table, columns, { numbers, random }, count) {
  const values = columns.map((column) => (tables[table].includes(column) ? random : `model.${column}`))
  const model = `(SELECT * FROM ${table} LIMIT 1) AS model`
  return `${numbers.replace('$COUNT', count)} INSERT INTO ${table} (${columns}) SELECT ${values} FROM numbers CROSS JOIN ${model}`
}

function fillSqlite(file, count) {
  const database = new Database(file)
  for (const table of Object.keys(tables)) {
    const columns = database.pragma(`table_info(${table})`).map(({ name }) => name)
    database.exec(toCopy(table, columns, dialects.sqlite, count))
  }
  database.exec('ANALYZE')
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
}

async function fillPostgres(url, count) {
  const client = new Client(url)
  await client.connect()
  for (const table of Object.keys(tables)) {
    const { fields } = await client.query(`SELECT * FROM ${table} LIMIT 1`)
    const columns = fields.map(({ name }) => name)
    await client.query(toCopy(table, columns, dialects.postgres, count))
  }
  await client.query('ANALYZE')
  await client.end()
}

/** Adds grants with their refresh tokens, as if so many people had logged in. */
export const fill = async (url, count) =>
  url.startsWith('sqlite://') ? fillSqlite(url.slice('sqlite://'.length), count) : fillPostgres(url, count)
