import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { DeploymentModule } from '#platform/deployment/deployment.module'
import { AuditLog } from './audit-log.repository'
import { AuditRecordRow } from './audit-record.entity'
import { AuditSealRow } from './audit-seal.entity'
import { AuditSeals } from './audit-seals.repository'
import { VerifyAuditLog } from './verify-audit-log'

/** The audit log for whoever reads it. */
@Module({
  // Nothing is kept under a key that the other nodes have not got.
  imports: [TypeOrmModule.forFeature([AuditRecordRow, AuditSealRow]), DeploymentModule],
  providers: [AuditLog, AuditSeals, VerifyAuditLog],
  exports: [AuditLog, AuditSeals, VerifyAuditLog],
})
export class AuditRecordsModule {}
