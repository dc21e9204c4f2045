import { Entity } from 'typeorm'
import { JsonColumn, KeyColumn, TimeColumn } from '#platform/database/columns'
import type { SeedReading } from './seed-reading'

/** What is remembered of a seed that was loaded: digests, and nothing that tells what it says of a person. */
@Entity('seed_readings')
export class SeedReadingRow {
  /** Of the text, and of what it was read by. */
  @KeyColumn('text_digest', 64) textDigest!: string
  @JsonColumn('reading') reading!: SeedReading
  @TimeColumn('read_at') readAt!: number
}
