import { Controller, Get, Header, UseGuards } from '@nestjs/common'
import { Access } from '#platform/http/access'
import { Exposition } from './exposition'
import { MetricsReaderGuard } from './metrics-reader.guard'

/** This node's figures, for Prometheus. */
@Controller('metrics')
@Access('admin')
@UseGuards(MetricsReaderGuard)
export class MetricsController {
  constructor(private readonly exposition: Exposition) {}

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  get(): Promise<string> {
    return this.exposition.text()
  }
}
