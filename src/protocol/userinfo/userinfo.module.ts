import { Module } from '@nestjs/common'
import { BrowserOrigins } from '#records/clients/browser-origins'
import { CorsPolicies } from '#platform/http/cors/cors-policies'
import { Presentations } from '#platform/http/errors/presentations'
import { TokenModule } from '#protocol/token/token.module'
import { AuthorizeResourceRequest } from './authorize-resource-request'
import { UserInfoController } from './userinfo.controller'
import { UserInfoMetadata } from './userinfo.metadata'

/** UserInfo (OpenID Connect Core §5.3). */
@Module({ imports: [TokenModule], controllers: [UserInfoController], providers: [AuthorizeResourceRequest, UserInfoMetadata] })
export class UserInfoModule {
  constructor(presentations: Presentations, cors: CorsPolicies, browserOrigins: BrowserOrigins) {
    presentations.register('/userinfo', 'resource')
    cors.register('/userinfo', { origins: (origin) => browserOrigins.has(origin), methods: ['GET', 'POST'] })
  }
}
