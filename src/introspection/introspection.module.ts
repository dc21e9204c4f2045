import { Injectable, Module } from '@nestjs/common'
import { ServerSettings } from '../config/server-settings'
import { Presentations } from '../http/errors/presentations'
import { ContributesMetadata } from '../registry/contributes-metadata'
import type { MetadataContribution } from '../registry/contributes-metadata'
import { ResourcesModule } from '../resources/resources.module'
import { TokenModule } from '../token/token.module'
import { IntrospectToken } from './introspect-token'
import { IntrospectionController } from './introspection.controller'

@Injectable()
@ContributesMetadata()
class IntrospectionMetadata implements MetadataContribution {
  constructor(private readonly server: ServerSettings) {}

  metadata() {
    return { introspection_endpoint: `${this.server.issuer}/introspect` }
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
