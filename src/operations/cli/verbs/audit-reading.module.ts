import { Module } from '@nestjs/common'
import { AuditRecordsModule } from '#operations/audit/audit-records.module'
import { UsersModule } from '#records/users/users.module'
import { AuditFilters } from './audit-filter'

/** What the verbs that read the audit log work with. */
@Module({ imports: [AuditRecordsModule, UsersModule], providers: [AuditFilters], exports: [AuditRecordsModule, AuditFilters] })
export class AuditReadingModule {}
