import { Module } from '@nestjs/common'
import { BrowserOrigins } from '../clients/browser-origins'
import { CorsPolicies } from '../http/cors/cors-policies'
import { Presentations } from '../http/errors/presentations'
import { TokenModule } from '../token/token.module'
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
