import { Global, Module } from '@nestjs/common'
import { DiscoveryModule } from '@nestjs/core'
import { TypeOrmModule } from '@nestjs/typeorm'
import { DataSource } from 'typeorm'
import type { DataSourceOptions } from 'typeorm'
import { DatabaseSettings } from '../config/database-settings'
import { toDataSourceOptions } from './database-options'
import { migrate } from './migrate'
import { Sweep } from './sweep'
import { UnitOfWork } from './unit-of-work'

const connection = TypeOrmModule.forRootAsync({
  inject: [DatabaseSettings],
  useFactory: (settings: DatabaseSettings) => ({
    ...toDataSourceOptions(settings.location),
    autoLoadEntities: true,
    retryAttempts: 5,
    retryDelay: 1000,
    migrationsRun: settings.migrate === 'on-start',
  }),
  dataSourceFactory: async (options) => {
    const { migrationsRun, ...others } = options as DataSourceOptions
    const dataSource = await new DataSource({ ...others, migrationsRun: false }).initialize()
    if (migrationsRun) await migrate(dataSource)
    return dataSource
  },
})

/** The database, SQLite or PostgreSQL, behind one unit of work. */
@Global()
@Module({ imports: [connection, DiscoveryModule], providers: [UnitOfWork, Sweep], exports: [UnitOfWork, Sweep, TypeOrmModule] })
export class DatabaseModule {}
