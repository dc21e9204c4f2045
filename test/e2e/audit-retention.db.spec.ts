import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AuditLog } from '#operations/audit/audit-log.repository'
import { AuditRetention } from '#operations/audit/retention/audit-retention'
import { SealAuditLog } from '#operations/audit/seal-audit-log'
import { runCommand } from '#operations/cli/run'
import { e2eSeed } from '../support/e2e-seed'
import { readMetrics } from '../support/metrics-text'
import { testDatabase } from '../support/test-database'
import type { TestDatabase } from '../support/test-database'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'

const daySeconds = 24 * 60 * 60

describe('a server that keeps its audit log for some days', () => {
  let database: TestDatabase
  let server: TestServer | undefined
  let [parent, folder] = ['', '']
  const key = randomBytes(32).toString('base64')
  const environment = () => ({
    NODE_ENV: 'test',
    KEY_ENCRYPTION_KEY: key,
    DATABASE_URL: database.url,
    PASSWORD_HASH: 'argon2id,m=1024,t=1,p=1',
    ALDGATE_METRICS_ALLOW: '127.0.0.1',
    ALDGATE_AUDIT_RETENTION: '30',
    ALDGATE_AUDIT_ARCHIVE: folder,
  })
  beforeEach(async () => {
    database = await testDatabase()
    parent = mkdtempSync(join(tmpdir(), 'aldgate-archive-'))
    folder = join(parent, 'archive')
  })
  afterEach(async () => {
    await server?.close()
    server = undefined
    await database.drop()
    rmSync(parent, { recursive: true, force: true })
  })

  const start = async (more: Readonly<Record<string, string>> = {}) => {
    server = await startServer({ seed: e2eSeed, environment: { ...environment(), ...more } })
    return server
  }
  const get = <Instance>(type: abstract new (...args: never[]) => Instance): Instance => {
    if (!server) throw new Error('there is no server')
    return server.app.get<Instance>(type, { strict: false })
  }
  /** What happened so far is sealed, and 40 days later so is something new. */
  const age = async () => {
    await get(SealAuditLog).execute()
    server?.clock.advance(40 * daySeconds)
    await runCommand(['keys', 'rotate', 'ES256'], environment())
    await get(SealAuditLog).execute()
  }
  const figures = async () => {
    const samples = readMetrics(await (await fetch(`${server?.issuer}/metrics`)).text()).flatMap((metric) => metric.samples)
    const failures = samples.find(({ name, labels }) => name === 'aldgate_audit_retention_failures_total' && labels['reason'] === 'archive')
    const overdue = samples.find(({ name }) => name === 'aldgate_audit_retention_overdue_seconds')
    return { failures: failures?.value, isOverdue: (overdue?.value ?? 0) > 0 }
  }
  const verify = (...words: string[]) => runCommand(['audit', 'verify', ...words], environment())

  it('counts that the archive cannot be written, drops nothing then, and catches up (SEC-425, SEC-455)', async () => {
    await start()
    await age()
    await get(AuditRetention).turn()
    expect(await figures()).toEqual({ failures: 1, isOverdue: true })
    expect((await verify()).output).not.toContain('dropped')
    mkdirSync(folder)
    await get(AuditRetention).turn()
    expect(await figures()).toEqual({ failures: 1, isOverdue: false })
    expect(readdirSync(folder)).toHaveLength(1)
    expect((await get(AuditLog).newest({ type: 'audit.dropped' }, 10)).map(({ details }) => JSON.parse(details) as object)).toMatchObject([
      { archive: readdirSync(folder)[0] },
    ])
  })

  it('verifies what is left alone, and with the archive as one chain (SEC-425)', async () => {
    mkdirSync(folder)
    await start()
    await age()
    await get(AuditRetention).turn()
    const dropped = /\ndropped: seals 1 to \d+ with \d+ records, the last of \S+Z; archived from seal 1 on/
    const alone = await verify()
    expect([alone.exitCode, alone.output]).toEqual([0, expect.stringMatching(/^The audit log is whole from seal \d+ on \(/)])
    expect(alone.output).toMatch(dropped)
    const whole = await verify('--archive', folder)
    expect([whole.exitCode, whole.output]).toEqual([0, expect.stringMatching(/^The audit log is whole \(seals: \d+/)])
    expect(whole.output).toMatch(/ \(\d+ seals of the archive were verified\)\nhead /)
    expect((await verify('--archive', join(parent, 'nowhere'))).exitCode).toBe(1)
    for (const file of readdirSync(folder)) rmSync(join(folder, file))
    expect(await verify('--archive', folder)).toMatchObject({ exitCode: 3, output: expect.stringMatching(/^seal 1: is missing/) as string })
  })

  it('still knows which settings a start changed, though the last start was dropped (SEC-425)', async () => {
    mkdirSync(folder)
    const { issuer, close } = await start()
    await age()
    await get(AuditRetention).turn()
    expect(await get(AuditLog).lastStart()).toBeUndefined()
    await close()
    await start({ ISSUER: issuer, ALDGATE_CODE_LIFETIME: '30' })
    const [changed] = await get(AuditLog).newest({ type: 'settings.changed' }, 1)
    expect(JSON.parse(changed?.details ?? '{}')).toMatchObject({ after: { ALDGATE_CODE_LIFETIME: '30' } })
  })
})
