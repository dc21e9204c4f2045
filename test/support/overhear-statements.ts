import type { NestExpressApplication } from '@nestjs/platform-express'
import { DataSource } from 'typeorm'

/** Collects the parameters of every statement that a server sends to its database, by any connection. To be called before it listens. */
export function overhearStatements(app: NestExpressApplication, parameters: unknown[]): void {
  const nothing = () => undefined
  const logger = {
    logQuery: (_query: string, given: readonly unknown[] = []) => void parameters.push(...given),
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    logMigration: nothing,
    log: nothing,
  }
  app.get(DataSource).setOptions({ logger })
}
