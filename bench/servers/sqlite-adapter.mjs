import Database from 'better-sqlite3'

const schema = `
  CREATE TABLE models (
    model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, grant_id TEXT, uid TEXT, expires_at INTEGER, consumed INTEGER,
    PRIMARY KEY (model, id)
  ) WITHOUT ROWID;
  CREATE INDEX models_grant_id ON models (grant_id) WHERE grant_id IS NOT NULL;
  CREATE INDEX models_uid ON models (uid) WHERE uid IS NOT NULL;`

const sql = {
  upsert: `INSERT INTO models VALUES (?, ?, ?, ?, ?, ?, NULL) ON CONFLICT (model, id)
    DO UPDATE SET payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid, expires_at = excluded.expires_at`,
  find: 'SELECT payload, consumed, expires_at FROM models WHERE model = ? AND id = ?',
  findByUid: 'SELECT payload, consumed, expires_at FROM models WHERE model = ? AND uid = ?',
  consume: 'UPDATE models SET consumed = ? WHERE model = ? AND id = ?',
  destroy: 'DELETE FROM models WHERE model = ? AND id = ?',
  revoke: 'DELETE FROM models WHERE grant_id = ?',
}

const now = () => Math.floor(Date.now() / 1000)

function toPayload(row) {
  if (!row || (row.expires_at !== null && row.expires_at < now())) return undefined
  return { ...JSON.parse(row.payload), ...(row.consumed !== null && { consumed: row.consumed }) }
}

class SqliteAdapter {
  constructor(model, run) {
    Object.assign(this, { model, run })
  }

  async upsert(id, payload, expiresIn) {
    const expiresAt = expiresIn ? now() + expiresIn : null
    this.run.upsert.run(this.model, id, JSON.stringify(payload), payload.grantId ?? null, payload.uid ?? null, expiresAt)
  }

  async find(id) {
    return toPayload(this.run.find.get(this.model, id))
  }

  async findByUid(uid) {
    return toPayload(this.run.findByUid.get(this.model, uid))
  }

  async consume(id) {
    this.run.consume.run(now(), this.model, id)
  }

  async destroy(id) {
    this.run.destroy.run(this.model, id)
  }

  async revokeByGrantId(grantId) {
    this.run.revoke.run(grantId)
  }
}

/**
 * The peer's records in a SQLite file, each as one row of JSON, by prepared statements: the adapter that a team would write for it.
 * It is given synchronous = NORMAL, which may lose the last writes at a power cut; our own server runs with FULL.
 */
export function sqliteAdapter(file) {
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  database.exec(schema)
  const run = Object.fromEntries(Object.entries(sql).map(([name, text]) => [name, database.prepare(text)]))
  return class extends SqliteAdapter {
    constructor(model) {
      super(model, run)
    }
  }
}
