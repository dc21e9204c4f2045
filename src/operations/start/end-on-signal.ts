import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger } from '@nestjs/common'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { closeGently } from './close-gently'
import { Readiness } from '#operations/health/readiness'

const logger = new Logger('Server')

/** A terminal's Ctrl-C reaches node twice, by itself and by npm: within so many milliseconds it is one signal. */
const echo = 300

/** What is needed of the process. */
interface Host {
  on(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown
  exit(code: number): unknown
}

/**
 * Ends the server on SIGTERM or SIGINT: not ready, then SHUTDOWN_DELAY, then what is under way is finished. A second signal ends it at once.
 *
 * @param afterwards what is left to do when the server has ended
 */
export function endOnSignal(
  app: NestExpressApplication,
  delaySeconds: number,
  host: Host = process,
  afterwards: () => Promise<void> = async () => undefined,
): void {
  let since: number | undefined
  const onSignal = (signal: string) => {
    if (since !== undefined) {
      if (performance.now() - since > echo) host.exit(1)
      return
    }
    since = performance.now()
    logger.log(`${signal}: this node takes itself out of service, and ends when what is under way is finished`)
    const ended = end(app, delaySeconds).then(afterwards)
    void ended.then(
      () => host.exit(0),
      () => host.exit(1),
    )
  }
  host.on('SIGTERM', () => onSignal('SIGTERM'))
  host.on('SIGINT', () => onSignal('SIGINT'))
}

async function end(app: NestExpressApplication, delaySeconds: number): Promise<void> {
  const server: Server = app.getHttpServer()
  app.get(Readiness).drain()
  // A balancer that keeps connections shall send the next request to another node.
  server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'))
  await sleep(delaySeconds * 1000)
  await closeGently(server)
  await app.close()
}
