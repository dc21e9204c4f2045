import { Injectable, Module } from '@nestjs/common'
import { ServerSettings } from '#platform/config/server-settings'
import { Presentations } from '#platform/http/errors/presentations'
import { ContributesMetadata } from '#platform/registry/contributes-metadata'
import type { MetadataContribution } from '#platform/registry/contributes-metadata'
import { ResourcesModule } from '#records/resources/resources.module'
import { TokenModule } from '#protocol/token/token.module'
import { IntrospectToken } from './introspect-token'
import { IntrospectionController } from './introspection.controller'

@Injectable()
@ContributesMetadata()
class IntrospectionMetadata implements MetadataContribution {
  constructor(private readonly server: ServerSettings) {}

  metadata() {
    return { introspection_endpoint: this.server.urlOf('/introspect') }
  }
}

/** Token introspection (RFC 7662). */
@Module({
  imports: [TokenModule, ResourcesModule],
  controllers: [IntrospectionController],
  providers: [IntrospectToken, IntrospectionMetadata],
})
export class IntrospectionModule {
  constructor(presentations: Presentations) {
    presentations.register('/introspect', 'json')
  }
}
