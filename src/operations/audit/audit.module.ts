import { Module } from '@nestjs/common'
import type { DynamicModule } from '@nestjs/common'
import { FlowSettings } from '#platform/config/flow-settings'
import type { Settings } from '#platform/config/settings'
import { AuditKeeper } from './audit-keeper'
import { AuditProcess } from './audit-process'
import { AuditRecordsModule } from './audit-records.module'
import { AuditSealer } from './audit-sealer'
import { AuditRetention } from './retention/audit-retention'
import { AuditRetentionMetrics } from './retention/audit-retention.metrics'
import { DropSeals } from './retention/drop-seals'
import { DueSeals } from './retention/due-seals'
import { ExportSeals } from './retention/export-seals'
import { RetainAuditLog } from './retention/retain-audit-log'
import { SealAuditLog } from './seal-audit-log'
import { StartSettings, TellStart } from './tell-start'
import { WatchedHead } from './watched-head'

const provideProcess = (make: (node: string) => AuditProcess) => ({
  provide: AuditProcess,
  inject: [FlowSettings],
  useFactory: ({ nodeName }: FlowSettings) => make(nodeName),
})

/** What matters to security: each record kept with what it records, sealed into a chain afterwards, and dropped when its time has come. */
@Module({ imports: [AuditRecordsModule], providers: [AuditKeeper] })
export class AuditModule {
  /** In a server: it seals, too. */
  static inServer(settings: Settings): DynamicModule {
    return {
      module: AuditModule,
      providers: [
        provideProcess((node) => AuditProcess.server(node)),
        { provide: StartSettings, useValue: new StartSettings(settings) },
        TellStart,
        WatchedHead,
        SealAuditLog,
        AuditSealer,
        DueSeals,
        ExportSeals,
        DropSeals,
        RetainAuditLog,
        AuditRetention,
        AuditRetentionMetrics,
      ],
    }
  }

  /** In the command line: what is done there, an operator does. */
  static atCommandLine(): DynamicModule {
    return { module: AuditModule, providers: [provideProcess((node) => AuditProcess.commandLine(node))] }
  }
}
