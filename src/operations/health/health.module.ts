import { Module } from '@nestjs/common'
import { TerminusModule } from '@nestjs/terminus'
import { Presentations } from '#platform/http/errors/presentations'
import { HostAddresses } from '#platform/http/host-addresses'
import { KeysModule } from '#records/keys/keys.module'
import { HealthController } from './health.controller'
import { Indicators } from './indicators'
import { Readiness } from './readiness'

/** Health checks for supervisors and balancers. */
@Module({
  imports: [TerminusModule.forRoot({ logger: false }), KeysModule],
  controllers: [HealthController],
  providers: [Indicators, Readiness],
  exports: [Readiness],
})
export class HealthModule {
  constructor(presentations: Presentations, hostAddresses: HostAddresses) {
    presentations.register('/health', 'health')
    for (const path of ['/health', '/health/live', '/health/ready']) hostAddresses.register(path)
  }
}
