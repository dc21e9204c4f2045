import { randomBytes } from 'node:crypto'
import type { DynamicModule, Type } from '@nestjs/common'
import { Test } from '@nestjs/testing'
import { DataSource } from 'typeorm'
import { Clock } from '#platform/clock/clock'
import { ClockModule } from '#platform/clock/clock.module'
import { ConfigModule } from '#platform/config/config.module'
import type { Settings } from '#platform/config/settings'
import { DatabaseModule } from '#platform/database/database.module'
import { EventsModule } from '#platform/events/events.module'
import { HttpModule } from '#platform/http/http.module'
import { OutboundModule } from '#platform/outbound/outbound.module'
import { SecretsModule } from '#platform/secrets/secrets.module'
import { TestClock } from './test-clock'
import { testDatabase } from './test-database'
import type { TestDatabase } from './test-database'
import { testSettings } from './test-settings'

type Module = Type | DynamicModule
type Environment = Readonly<Record<string, string>>

/** Modules of the server on a real database, without HTTP; their clock stands until it is told to advance. */
export interface TestContext {
  readonly clock: TestClock
  readonly settings: Settings
  readonly dataSource: DataSource
  /** A provider of any of the modules. */
  readonly get: <Instance>(type: Type<Instance>) => Instance
  readonly close: () => Promise<void>
}

export interface TestContextOptions {
  readonly environment?: Environment
  /** A database that outlives the context; without it the context has one of its own. */
  readonly database?: TestDatabase
  readonly clock?: TestClock
}

const platform = [ClockModule, SecretsModule, EventsModule, DatabaseModule, HttpModule, OutboundModule]

async function compile(modules: readonly Module[], settings: Settings, clock: TestClock) {
  const builder = Test.createTestingModule({ imports: [ConfigModule.forRoot(settings), ...platform, ...modules] })
  const compiled = await builder.overrideProvider(Clock).useValue(clock).compile()
  compiled.useLogger(false)
  // A module that refuses to start leaves no connection behind.
  return compiled.init().catch(async (error: unknown) => {
    await compiled.close()
    throw error
  })
}

/** Starts the modules beside the platform, migrated; close() ends them and drops what is their own. */
export async function startContext(modules: readonly Module[], options: TestContextOptions = {}): Promise<TestContext> {
  const { environment = {}, clock = new TestClock().stop() } = options
  const database = options.database ?? (await testDatabase())
  const drop = async () => (options.database ? undefined : database.drop())
  const settings = testSettings({ DATABASE_URL: database.url, ...environment })
  const started = await compile(modules, settings, clock).catch(async (error: unknown) => {
    await drop()
    throw error
  })
  const get = <Instance>(type: Type<Instance>): Instance => started.get(type, { strict: false })
  const close = async () => {
    await started.close()
    await drop()
  }
  return { clock, settings, dataSource: get(DataSource), get, close }
}

/**
 * Two nodes of one server: one database, one key, one clock. On SQLite units of both at once would block each other, because one process
 * runs them; single statements do not.
 */
export interface TestNodes {
  readonly nodes: readonly [TestContext, TestContext]
  readonly clock: TestClock
  readonly close: () => Promise<void>
}

/** Starts two nodes, at the same moment on PostgreSQL. */
export async function startNodes(modules: readonly Module[], environment: Environment = {}): Promise<TestNodes> {
  const [database, clock] = [await testDatabase(), new TestClock().stop()]
  const shared = { KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'), ...environment }
  const start = () => startContext(modules, { environment: shared, database, clock })
  const nodes = database.url.startsWith('sqlite') ? ([await start(), await start()] as const) : await Promise.all([start(), start()])
  const close = async () => {
    await Promise.all(nodes.map((node) => node.close()))
    await database.drop()
  }
  return { nodes, clock, close }
}
