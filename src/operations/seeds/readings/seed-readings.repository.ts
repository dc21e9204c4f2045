import { Injectable } from '@nestjs/common'
import { Clock } from '#platform/clock/clock'
import { findRow, findRows, putRows } from '#platform/database/entity-rows'
import { UnitOfWork } from '#platform/database/unit-of-work'
import type { SeedReading } from './seed-reading'
import { SeedReadingRow } from './seed-reading.entity'

/** So many documents are remembered: that of the server, and those that are loaded beside it. */
const remembered = 4

/** What is remembered of the seeds that were loaded last. */
@Injectable()
export class SeedReadings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async find(textDigest: string): Promise<SeedReading | undefined> {
    return (await findRow(this.unitOfWork.reads, SeedReadingRow, 'text_digest = $1', [textDigest]))?.reading
  }

  async all(): Promise<readonly SeedReading[]> {
    const rows = await findRows(this.unitOfWork.reads, SeedReadingRow, 'read_at IS NOT NULL', [])
    return rows.map(({ reading }) => reading)
  }

  /** Remembers one more, and forgets the oldest. */
  async keep(textDigest: string, reading: SeedReading): Promise<void> {
    const others = 'SELECT text_digest FROM seed_readings WHERE text_digest <> $2 ORDER BY read_at DESC LIMIT $3'
    await this.unitOfWork.run(async (tx) => {
      await putRows(tx, SeedReadingRow, [{ textDigest, reading, readAt: this.clock.now() }])
      const sql = `DELETE FROM seed_readings WHERE text_digest <> $1 AND text_digest NOT IN (${others})`
      await tx.query(sql, [textDigest, textDigest, remembered - 1])
    })
  }
}
