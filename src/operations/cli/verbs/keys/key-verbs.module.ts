import { Module } from '@nestjs/common'
import { DatabaseModule } from '#platform/database/database.module'
import { KeysModule } from '#records/keys/keys.module'
import { KeyReport } from './key-report'

/** What the verbs about keys work with. */
@Module({ imports: [DatabaseModule, KeysModule], providers: [KeyReport], exports: [KeysModule, KeyReport] })
export class KeyVerbsModule {}
