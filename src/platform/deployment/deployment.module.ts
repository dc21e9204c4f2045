import { Module } from '@nestjs/common'
import type { DynamicModule } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { CheckIssuerAtStart } from './check-issuer-at-start'
import { DeploymentFactRow } from './deployment-fact.entity'
import { EncryptionKeyRow } from './encryption-key.entity'
import { EncryptionKeys } from './encryption-keys'
import { RecordedIssuer } from './recorded-issuer'

/** Whose database this is: what all nodes that work on it have in common. */
@Module({
  imports: [TypeOrmModule.forFeature([DeploymentFactRow, EncryptionKeyRow])],
  providers: [EncryptionKeys, RecordedIssuer],
  exports: [EncryptionKeys, RecordedIssuer],
})
export class DeploymentModule {
  /** Refuses the start of a node with another issuer, too. */
  static atStart(): DynamicModule {
    return { module: DeploymentModule, providers: [CheckIssuerAtStart] }
  }
}
