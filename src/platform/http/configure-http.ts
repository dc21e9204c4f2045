import type { Server } from 'node:http'
import type { NestExpressApplication } from '@nestjs/platform-express'
import type { Application } from 'express'
import type { ServerSettings } from '#platform/config/server-settings'
import { AddressList } from '#libs/ip-address/address-list'
import { issuerPathOf } from '#libs/issuer/issuer-path'
import { ActingAddresses } from './acting-addresses'
import { rememberPeers, trustProxies } from './address'
import { belowIssuer } from './below-issuer'
import { bodyReading } from './body/body-reading'
import { boundConnectionsByAddress } from './bound-connections-by-address'
import { boundConnections } from './bound-connections'
import { CorsPolicies } from './cors/cors-policies'
import { cors } from './cors/cors'
import { Presentations } from './errors/presentations'
import { RefusalLog } from './errors/refusal-log'
import { Events } from '#platform/events/events'
import { requestDeadline } from './request-deadline'
import { isTracing } from '#platform/tracing/start-tracing'
import { startFlow } from './flow'
import { HostAddresses } from './host-addresses'
import { inOrder } from './in-order'
import { methodCheck } from './method-check'
import { noStore } from './no-store'
import { Assets } from './pages/assets'
import { securityHeaders } from './security-headers'
import { traceRequests } from './trace-requests'

/** What every request goes through before its handler. To be called before app.init(); the app is a LeanExpress made with bodyParser: false. */
export function configureHttp(
  app: NestExpressApplication,
  settings: Pick<ServerSettings, 'issuer' | 'hsts' | 'trustProxy' | 'environment' | 'connectionsPerAddress'>,
): void {
  const express = app.getHttpAdapter().getInstance() as Application
  watchConnections(app.getHttpServer(), settings)
  trustProxies(express, settings.trustProxy)
  const base = issuerPathOf(settings.issuer)
  if (isTracing()) app.use(traceRequests)
  app.use(
    inOrder(
      requestDeadline,
      startFlow(app.get(Events), settings.environment === 'development'),
      securityHeaders(settings),
      noStore,
      ...(base === '' ? [] : [belowIssuer(base, app.get(HostAddresses))]),
      app.get(Assets).serve,
      cors(app.get(CorsPolicies), new RefusalLog(app.get(Events))),
      methodCheck(express, app.get(ActingAddresses)),
      bodyReading(app.get(Presentations)),
    ),
  )
}

function watchConnections(server: Server, settings: Pick<ServerSettings, 'trustProxy' | 'connectionsPerAddress'>): void {
  boundConnections(server)
  rememberPeers(server)
  boundConnectionsByAddress(server, settings.connectionsPerAddress, new AddressList(settings.trustProxy))
}
