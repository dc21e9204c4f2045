import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { HttpClient } from '../drive/http-client.mjs'
import { random } from '../drive/keys.mjs'
import { RelyingParty } from '../drive/relying-party.mjs'
import { makeKnown, toSeed } from '../known.mjs'
import { rounded } from '../measure/statistics.mjs'
import { startAldgate } from '../servers/aldgate.mjs'
import { databaseCpu } from './database-cpu.mjs'
import { StandardParty } from './standard-party.mjs'

const require = createRequire(import.meta.url)
const { startPostgres } = require('../../test/support/embedded-postgres.cjs')
const { Client } = require('pg')

const workers = 8
/** Fewer rows say more of a table's first pages than of its rows. */
const fewestRows = 500
/** Milliseconds until what is written in batches has been written, and every connection has told what it has counted. */
const settling = 11_000
/** So many statements are named: those that take longest. */
const watched = 8

const peopleOf = (count) => Array.from({ length: count }, (_, index) => ({ username: `person-${index}`, password: `password-of-${index}` }))

const claimsOf = ({ username }) => ({ name: `Person ${username}`, email: `${username}@example.com`, email_verified: true })

/** A web client beside the bench's own, and as many people as are to log in. */
function seedOf(known, people) {
  const { clients } = toSeed(known)
  const [{ jwks: _jwks, token_endpoint_auth_signing_alg: _alg, ...shared }] = clients
  const web = {
    ...shared,
    client_id: known.web.clientId,
    client_secret: known.web.secret,
    security_profile: 'oidc',
    token_endpoint_auth_method: 'client_secret_post',
    dpop_bound_access_tokens: false,
  }
  return { clients: [...clients, web], users: people.map((person) => ({ ...person, claims: claimsOf(person) })) }
}

/** What a client of each profile does; each starts with the tokens of every login. */
const profiles = {
  fapi2: {
    party: RelyingParty,
    operations: {
      userinfo: (party, tokens) => party.userInfo(tokens.access_token),
      introspection: (party, tokens) => party.introspect(tokens.access_token),
      refresh: (party, tokens) => party.refresh(tokens.refresh_token),
    },
  },
  oidc: {
    party: StandardParty,
    operations: {
      userinfo: (party, tokens) => party.userInfo(tokens.access_token),
      refresh: async (party, tokens) => Object.assign(tokens, await party.refresh(tokens.refresh_token)),
    },
  },
}

/** What a statement does to which table. */
function nameOf(query) {
  const [written] = /^(INSERT INTO|UPDATE|DELETE FROM)\s+"?\w+/.exec(query.trim()) ?? []
  const [, table] = /\bFROM\s+"?(\w+)/.exec(query) ?? []
  return written?.replace('"', '') ?? (table ? `SELECT … FROM ${table}` : query.trim().slice(0, 40))
}

const statements = `SELECT query, calls, total_exec_time AS ms, wal_bytes AS wal FROM pg_stat_statements
  WHERE query !~ 'pg_|count\\(' ORDER BY total_exec_time DESC LIMIT ${watched}`

class Tables {
  constructor(url, server) {
    Object.assign(this, { client: new Client({ connectionString: url }), server })
  }

  async query(sql) {
    return (await this.client.query(sql)).rows
  }

  async open() {
    await this.client.connect()
    await this.query('CREATE EXTENSION pg_stat_statements')
  }

  async names() {
    return (await this.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")).map((row) => row.tablename)
  }

  async rows() {
    const rows = {}
    for (const name of await this.names()) rows[name] = Number((await this.query(`SELECT count(*) FROM ${name}`))[0].count)
    return rows
  }

  /** Rows that were ever written: the sweep takes some away meanwhile. */
  async inserted() {
    const rows = await this.query(
      "SELECT relname AS name, n_tup_ins AS rows FROM pg_stat_user_tables WHERE schemaname = 'public' ORDER BY 1",
    )
    return Object.fromEntries(rows.map(({ name, rows: inserted }) => [name, Number(inserted)]))
  }

  /** Rows, bytes of the log that went to the disk, milliseconds of CPU: what there is so far. */
  async state() {
    await sleep(settling)
    const rows = await this.inserted()
    const [{ wal }] = await this.query("SELECT pg_current_wal_lsn() - '0/0' AS wal")
    const node = (await this.server.usage()).cpuMicroseconds / 1000
    return { rows, wal: Number(wal), node, database: await databaseCpu(this.client) }
  }

  async forgetStatements() {
    await this.query('SELECT pg_stat_statements_reset()')
  }

  /** The statements that took longest since they were forgotten, for each operation. */
  async longest(operations) {
    return (await this.query(statements)).map(({ query, calls, ms, wal }) => ({
      statement: nameOf(query),
      calls: perOne(Number(calls), operations),
      milliseconds: perOne(ms, operations, 3),
      walBytes: perOne(Number(wal), operations, 0),
    }))
  }

  /** Bytes of a row with its share of the indexes, of dead rows and of free space: as the table lies there after all that. */
  async bytesPerRow() {
    const rows = await this.rows()
    const sizes = {}
    for (const [name, there] of Object.entries(rows).filter(([, many]) => many >= fewestRows)) {
      const [{ bytes }] = await this.query(`SELECT pg_total_relation_size('${name}') AS bytes`)
      sizes[name] = Math.round(Number(bytes) / there)
    }
    return sizes
  }
}

async function runAll(parties, items, work) {
  const left = [...items]
  const loop = async (party) => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await work(party, item)
  }
  await Promise.all(parties.map(loop))
}

const perOne = (total, operations, digits = 2) => rounded(total / operations, digits)

/** What an operation adds: rows by table, bytes of write-ahead log, CPU of the node and of the database. */
const perOperation = (before, after, operations) => ({
  rows: Object.fromEntries(
    Object.entries(after.rows)
      .map(([name, count]) => [name, perOne(count - before.rows[name], operations)])
      .filter(([, rows]) => rows > 0),
  ),
  walBytes: perOne(after.wal - before.wal, operations, 0),
  nodeMilliseconds: perOne(after.node - before.node, operations),
  databaseMilliseconds: perOne(after.database - before.database, operations),
})

async function measureProfile({ party: Party, operations }, { tables, base, known, people, http }) {
  const parties = Array.from({ length: workers }, () => new Party(http, base, known))
  for (const party of parties) await party.discover?.()
  const [logins, measured] = [[], {}]
  let before = await tables.state()
  const step = async (name, items, work) => {
    await tables.forgetStatements()
    await runAll(parties, items, work)
    const [longest, after] = [await tables.longest(items.length), await tables.state()]
    measured[name] = { ...perOperation(before, after, items.length), longest }
    before = after
    process.stderr.write(`${Party.name}, ${name}\n`)
  }
  const logIn = async (party, person) => logins.push(await Object.assign(party, { person }).logIn())
  await step('first login', people, logIn)
  await step('login', people, logIn)
  for (const [name, operation] of Object.entries(operations)) await step(name, logins, operation)
  return { operations: measured, bytesPerRow: await tables.bytesPerRow() }
}

/** Rows and bytes of what a client of each profile does, on PostgreSQL as it comes; every person logs in twice, in new browsers. */
export async function measureRows({ folder, people: count }) {
  const known = { ...makeKnown(), web: { clientId: 'bench-web', secret: random(32) } }
  const people = peopleOf(count)
  const measured = {}
  for (const [name, profile] of Object.entries(profiles)) {
    const postgres = await startPostgres(['shared_preload_libraries=pg_stat_statements'])
    const http = new HttpClient(workers)
    try {
      const server = await startAldgate({ databaseUrl: postgres.url, folder, known, seed: seedOf(known, people) })
      measured[name] = await withTables(postgres.url, server, (tables) =>
        measureProfile(profile, { tables, base: server.base, known, people, http }),
      )
    } finally {
      http.close()
      await postgres.stop()
    }
  }
  return measured
}

async function withTables(url, server, work) {
  const tables = new Tables(url, server)
  try {
    await tables.open()
    return await work(tables)
  } finally {
    await tables.client.end()
    await server.stop()
  }
}
