import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { DeploymentModule } from '#platform/deployment/deployment.module'
import { AuditCutRow } from './audit-cut.entity'
import { AuditCuts } from './audit-cuts.repository'
import { AuditLog } from './audit-log.repository'
import { AuditRecordRow } from './audit-record.entity'
import { AuditSealRow } from './audit-seal.entity'
import { AuditSeals } from './audit-seals.repository'
import { VerifyAuditLog } from './verify-audit-log'

/** The audit log for whoever reads it. */
@Module({
  // Nothing is kept under a key that the other nodes have not got.
  imports: [TypeOrmModule.forFeature([AuditRecordRow, AuditSealRow, AuditCutRow]), DeploymentModule],
  providers: [AuditLog, AuditSeals, AuditCuts, VerifyAuditLog],
  exports: [AuditLog, AuditSeals, AuditCuts, VerifyAuditLog],
})
export class AuditRecordsModule {}
