import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { SigningKeyRow } from './signing-key.entity'
import { SigningKeysRepository } from './signing-keys.repository'

/** The rows of the signing keys, for whoever looks at them without making any. */
@Module({
  imports: [TypeOrmModule.forFeature([SigningKeyRow])],
  providers: [SigningKeysRepository],
  exports: [SigningKeysRepository],
})
export class KeyRecordsModule {}
