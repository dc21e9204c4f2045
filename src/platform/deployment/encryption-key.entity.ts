import { Entity } from 'typeorm'
import { KeyColumn, TextColumn, TimeColumn } from '#platform/database/columns'

/** A key of KEY_ENCRYPTION_KEY that this database has been used with: its name and what tells it from others, never the key. */
@Entity('encryption_keys')
export class EncryptionKeyRow {
  @KeyColumn('id', 16) id!: string
  @TextColumn('check_value', 43) checkValue!: string
  @TimeColumn('adopted_at') adoptedAt!: number
  @TimeColumn('used_at') usedAt!: number
}
