import type { NestExpressApplication } from '@nestjs/platform-express'
import type { Settings } from '#platform/config/settings'
import { configureHttp } from '#platform/http/configure-http'
import { requestLog } from '#platform/logging/request-log'
import { RootLog } from '#platform/logging/root-log'

/** What the server and its end-to-end tests must share: how requests are logged, read and answered. The app is a LeanExpress made with `bodyParser: false`. */
export function setUpApp(app: NestExpressApplication, { server }: Settings): void {
  app.use(requestLog(app.get(RootLog, { strict: false }).known))
  configureHttp(app, server)
}
