import { Module } from '@nestjs/common'
import { DeploymentModule } from '#platform/deployment/deployment.module'
import { JwksController } from './jwks.controller'
import { KeyRecordsModule } from './key-records.module'
import { KeysMetadata } from './keys.metadata'
import { KeysMetrics } from './keys.metrics'
import { PrepareKeys } from './prepare-keys'
import { RotateKeys } from './rotate-keys'
import { SigningKeys } from './signing-keys'

/** The server's signing keys and jwks_uri (RFC 7517). */
@Module({
  imports: [KeyRecordsModule, DeploymentModule],
  controllers: [JwksController],
  providers: [SigningKeys, PrepareKeys, RotateKeys, KeysMetadata, KeysMetrics],
  exports: [KeyRecordsModule, SigningKeys, PrepareKeys, RotateKeys],
})
export class KeysModule {}
