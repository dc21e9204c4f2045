import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ArchiveFolder } from '#operations/audit/archive/archive-folder'
import { AuditNode, newEncryptionKey } from './audit-context'
import { TestClock } from './test-clock'
import { testDatabase } from './test-database'
import type { TestDatabase } from './test-database'

export const daySeconds = 24 * 60 * 60
/** When each test begins. */
export const noon = Date.parse('2026-03-01T12:00:00Z') / 1000
/** Ten days: of days that were lived, all but the last ten are due. */
export const keeping = { ALDGATE_AUDIT_RETENTION: '10' }

/** Nodes that drop old records of one audit log, with a clock and a folder for the archive. */
class RetentionLab {
  readonly #key = newEncryptionKey()
  #nodes: AuditNode[] = []
  #database: TestDatabase | undefined
  clock = new TestClock()
  folder = ''

  async open(): Promise<void> {
    this.#database = await testDatabase()
    this.#nodes = []
    this.clock = new TestClock().stop(noon)
    this.folder = mkdtempSync(join(tmpdir(), 'aldgate-archive-'))
  }

  async close(): Promise<void> {
    for (const node of this.#nodes) await node.close()
    await this.#database?.drop()
    rmSync(this.folder, { recursive: true, force: true })
  }

  get key(): string {
    return this.#key
  }

  archiving = () => ({ ...keeping, ALDGATE_AUDIT_ARCHIVE: this.folder })

  start = async (settings: Readonly<Record<string, string>>, keys: string = this.#key): Promise<AuditNode> => {
    const database = this.#database
    if (!database) throw new Error('the test has not begun')
    const node = await AuditNode.startWith({ database, clock: this.clock, environment: { KEY_ENCRYPTION_KEY: keys, ...settings } })
    this.#nodes.push(node)
    return node
  }

  /** A seal of two records on each of so many days, and the day after the last. */
  live = async (node: AuditNode, days: number): Promise<void> => {
    for (let day = 0; day < days; day += 1) {
      await node.addSealed(2)
      this.clock.advance(daySeconds)
    }
  }

  /** Names of what is in the archive. */
  files = () => readdirSync(this.folder).toSorted()
  inArchive = () => ({ archive: new ArchiveFolder(this.folder) })

  /** The seals that the database has. */
  numbers = async (node: AuditNode) => {
    const rows = await node.query('SELECT number FROM audit_seals ORDER BY number')
    return rows.map(({ number }) => Number(number))
  }

  /** How many records the database has, those of drops left out. */
  stored = async (node: AuditNode) => {
    const [row] = await node.query("SELECT COUNT(*) AS n FROM audit_log WHERE type = 'login.failed'")
    return Number(row?.['n'])
  }
}

/** Has each test begin with an empty log and an empty archive. */
export function useRetention(): RetentionLab {
  const lab = new RetentionLab()
  beforeEach(() => lab.open())
  afterEach(() => lab.close())
  return lab
}
