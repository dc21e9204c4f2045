import { Module } from '@nestjs/common'
import { LoggerModule } from 'nestjs-pino'
import { ServerSettings } from '#platform/config/server-settings'
import { RootLog } from './root-log'
import { toLoggedError } from './to-logged-error'

const toRootLog = ({ logLevel, environment }: ServerSettings) => new RootLog(logLevel, { perRequest: environment === 'development' })
const root = { provide: RootLog, inject: [ServerSettings], useFactory: toRootLog }

@Module({ providers: [root], exports: [RootLog] })
class RootLogModule {}

/** Requests are logged by requestLog; this is what the application itself has to say. */
const applicationLog = LoggerModule.forRootAsync({
  imports: [RootLogModule],
  inject: [RootLog],
  useFactory: ({ pino }: RootLog) => ({
    pinoHttp: { logger: pino, autoLogging: false, serializers: { err: toLoggedError }, wrapSerializers: false },
    forRoutes: [],
  }),
})

/** Logs as JSON lines on standard output; on a terminal as text. */
@Module({ imports: [RootLogModule, applicationLog], exports: [RootLogModule, applicationLog] })
export class LoggingModule {}
