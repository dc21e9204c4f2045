import { Controller, Get } from '@nestjs/common'
import { HealthCheck, HealthCheckService } from '@nestjs/terminus'
import { Access } from '#platform/http/access'
import { Indicators } from './indicators'

/** Whether this node lives, and whether it can do its work. */
@Controller('health')
@Access('public')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: Indicators,
  ) {}

  @Get()
  @HealthCheck()
  all() {
    return this.ready()
  }

  /** The process answers: nothing is asked of the database, so that a supervisor restarts no node for the database's sake. */
  @Get('live')
  @HealthCheck()
  live() {
    return this.health.check([])
  }

  @Get('ready')
  @HealthCheck()
  ready() {
    const { indicators } = this
    return this.health.check([() => indicators.node(), () => indicators.database(), () => indicators.migrations(), () => indicators.keys()])
  }
}
