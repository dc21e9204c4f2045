import type { Client } from 'pg'
import type { DataSource } from 'typeorm'
import { StartRefused } from '#platform/config/start-refused'
import { checkPostgresInternals, checkSqliteInternals } from './driver-internals'

const dataSource = (driver: object) => ({ driver }) as unknown as DataSource
const client = (given: object) => given as unknown as Client
const pool = { query: () => undefined, totalCount: 0, options: {} }
const known = { connection: { stream: { cork: () => undefined } }, processID: 1, getTransactionStatus: () => 'I' }

describe('what is used of the drivers beyond their documentation', () => {
  it('is there in the versions that are installed: otherwise no test of the database would run', () => {
    expect(() => checkPostgresInternals(dataSource({ master: pool }), client(known))).not.toThrow()
    expect(() => checkSqliteInternals(dataSource({ databaseConnection: { prepare: () => undefined, inTransaction: false } }))).not.toThrow()
  })

  it.each(['connection', 'processID', 'getTransactionStatus'])('stops the start where pg has no %s any more', (name) => {
    const changed = () => checkPostgresInternals(dataSource({ master: pool }), client({ ...known, [name]: undefined }))
    expect(changed).toThrow(StartRefused)
    expect(changed).toThrow(/pg 8\.\d+, and the pg installed differs inside/)
  })

  it('stops the start where TypeORM keeps its connections elsewhere', () => {
    for (const changed of [
      () => checkPostgresInternals(dataSource({ pool }), client(known)),
      () => checkSqliteInternals(dataSource({ connection: {} })),
    ])
      expect(changed).toThrow(/typeorm 1\.\d+, and the typeorm installed differs inside/)
  })
})
