import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { DeploymentModule } from '../deployment/deployment.module'
import { JwksController } from './jwks.controller'
import { KeysMetadata } from './keys.metadata'
import { KeysMetrics } from './keys.metrics'
import { PrepareKeys } from './prepare-keys'
import { RotateKeys } from './rotate-keys'
import { SigningKeyRow } from './signing-key.entity'
import { SigningKeys } from './signing-keys'
import { SigningKeysRepository } from './signing-keys.repository'

/** The server's signing keys and jwks_uri (RFC 7517). */
@Module({
  imports: [TypeOrmModule.forFeature([SigningKeyRow]), DeploymentModule],
  controllers: [JwksController],
  providers: [SigningKeys, SigningKeysRepository, PrepareKeys, RotateKeys, KeysMetadata, KeysMetrics],
  exports: [SigningKeys, SigningKeysRepository, PrepareKeys, RotateKeys],
})
export class KeysModule {}
