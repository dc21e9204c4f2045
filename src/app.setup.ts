import type { NestExpressApplication } from '@nestjs/platform-express'
import type { Settings } from './config/settings'
import { configureHttp } from './http/configure-http'

/** What the server and its end-to-end tests must share: how requests are read and answered. The app is made with `bodyParser: false`. */
export function setUpApp(app: NestExpressApplication, { server }: Settings): void {
  configureHttp(app, server)
}
