import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { GrantsModule } from '../grants/grants.module'
import { UsersModule } from '../users/users.module'
import { CurrentPerson } from './current-person'
import { SessionCookie } from './session-cookie'
import { SessionRow } from './session.entity'
import { Sessions } from './sessions.repository'

/** The browser's session at this server. */
@Module({
  imports: [TypeOrmModule.forFeature([SessionRow]), GrantsModule, UsersModule],
  providers: [Sessions, SessionCookie, CurrentPerson],
  exports: [Sessions, SessionCookie, CurrentPerson],
})
export class SessionsModule {}
