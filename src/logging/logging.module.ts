import { Module } from '@nestjs/common'
import { LoggerModule } from 'nestjs-pino'
import { ServerSettings } from '../config/server-settings'
import { RootLog } from './root-log'

const log = { provide: RootLog, inject: [ServerSettings], useFactory: ({ logLevel }: ServerSettings) => new RootLog(logLevel) }

/** Logs as JSON lines on standard output; on a terminal as text. */
@Module({
  imports: [
    LoggerModule.forRootAsync({
      inject: [ServerSettings],
      // Requests are logged by requestLog; this is the application's own log.
      useFactory: ({ logLevel }: ServerSettings) => ({
        pinoHttp: { logger: new RootLog(logLevel).pino, autoLogging: false },
        forRoutes: [],
      }),
    }),
  ],
  providers: [log],
  exports: [log, LoggerModule],
})
export class LoggingModule {}
