import { Module } from '@nestjs/common'
import { DiscoveryModule } from '@nestjs/core'
import { Presentations } from '#platform/http/errors/presentations'
import { HostAddresses } from '#platform/http/host-addresses'
import { TokenModule } from '#protocol/token/token.module'
import { AuthenticationMetrics } from './authentication.metrics'
import { Exposition } from './exposition'
import { MetricsController } from './metrics.controller'
import { MetricsReaderGuard } from './metrics-reader.guard'
import { ProofMetrics } from './proof.metrics'
import { RequestMetrics } from './request.metrics'
import { TokenMetrics } from './token.metrics'

/** What this node has done and what it costs, gathered from the features; read at /metrics by those who may. */
@Module({
  imports: [DiscoveryModule, TokenModule],
  controllers: [MetricsController],
  providers: [Exposition, MetricsReaderGuard, RequestMetrics, TokenMetrics, AuthenticationMetrics, ProofMetrics],
})
export class MetricsModule {
  constructor(presentations: Presentations, hostAddresses: HostAddresses) {
    presentations.register('/metrics', 'json')
    hostAddresses.register('/metrics')
  }
}
