import { Global, Module } from '@nestjs/common'
import { DiscoveryModule } from '@nestjs/core'
import { TypeOrmModule } from '@nestjs/typeorm'
import type { DataSourceOptions } from 'typeorm'
import { DatabaseSettings } from '#platform/config/database-settings'
import { AdvisoryLocks } from './advisory-locks'
import { toDataSourceOptions } from './database-options'
import { outageOf } from '#platform/http/errors/outage'
import { openDatabase } from './open-database'
import { DatabaseMetrics } from './database.metrics'
import { Sweep } from './sweep'
import { UnitOfWork } from './unit-of-work'

const connection = TypeOrmModule.forRootAsync({
  inject: [DatabaseSettings],
  useFactory: (settings: DatabaseSettings) => ({
    ...toDataSourceOptions(settings.location, settings.connections),
    autoLoadEntities: true,
    retryAttempts: 5,
    retryDelay: 1000,
    // A database that does not answer yet is asked again; a wrong name or password stays wrong.
    toRetry: (error: unknown) => outageOf(error) !== undefined,
    migrationsRun: settings.migrate === 'on-start',
  }),
  dataSourceFactory: async (options) => {
    const { migrationsRun, ...others } = options as DataSourceOptions
    return openDatabase(others, migrationsRun === true ? 'on-start' : 'off')
  },
})

/** The database, SQLite or PostgreSQL, behind one unit of work. */
@Global()
@Module({
  imports: [connection, DiscoveryModule],
  providers: [UnitOfWork, AdvisoryLocks, Sweep, DatabaseMetrics],
  exports: [UnitOfWork, AdvisoryLocks, Sweep, TypeOrmModule],
})
export class DatabaseModule {}
