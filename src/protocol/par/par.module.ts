import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { AttemptsModule } from '#records/attempts/attempts.module'
import { Presentations } from '#platform/http/errors/presentations'
import { ResourcesModule } from '#records/resources/resources.module'
import { TokenModule } from '#protocol/token/token.module'
import { ParController } from './par.controller'
import { ParMetadata } from './par.metadata'
import { PushAuthorizationRequest } from './push-authorization-request'
import { PushedRequestRow } from './pushed-request.entity'
import { PushedRequests } from './pushed-requests.repository'

/** Pushed authorization requests (RFC 9126). */
@Module({
  imports: [TypeOrmModule.forFeature([PushedRequestRow]), AttemptsModule, ResourcesModule, TokenModule],
  controllers: [ParController],
  providers: [PushAuthorizationRequest, PushedRequests, ParMetadata],
  exports: [PushedRequests],
})
export class ParModule {
  constructor(presentations: Presentations) {
    presentations.register('/par', 'json')
  }
}
