import { setTimeout as sleep } from 'node:timers/promises'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { Readiness } from './health/readiness'

/** After so many milliseconds without an end, open requests are cut. */
const patience = 25_000

/** Ends the server on SIGTERM or SIGINT: not ready, then SHUTDOWN_DELAY, then what is under way is finished. A second signal ends it at once. */
export function endOnSignal(app: NestExpressApplication, delaySeconds: number): void {
  let isEnding = false
  const end = async () => {
    if (isEnding) process.exit(1)
    isEnding = true
    app.get(Readiness).drain()
    await sleep(delaySeconds * 1000)
    setTimeout(() => process.exit(1), patience).unref()
    await app.close()
    process.exit(0)
  }
  process.on('SIGTERM', () => void end())
  process.on('SIGINT', () => void end())
}
