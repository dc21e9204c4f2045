import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { JwksController } from './jwks.controller'
import { KeysMetadata } from './keys.metadata'
import { SigningKeyRow } from './signing-key.entity'
import { SigningKeys } from './signing-keys'
import { SigningKeysRepository } from './signing-keys.repository'

/** The server's signing keys and jwks_uri (RFC 7517). */
@Module({
  imports: [TypeOrmModule.forFeature([SigningKeyRow])],
  controllers: [JwksController],
  providers: [SigningKeys, SigningKeysRepository, KeysMetadata],
  exports: [SigningKeys],
})
export class KeysModule {}
