import { Module } from '@nestjs/common'
import { DiscoveryModule } from '@nestjs/core'
import { TypeOrmModule } from '@nestjs/typeorm'
import { GrantsModule } from '#records/grants/grants.module'
import { UsersModule } from '#records/users/users.module'
import { CurrentPerson } from './current-person'
import { LanguageChoice } from './language-choice'
import { SessionClientRow } from './session-client.entity'
import { SessionClients } from './session-clients.repository'
import { SessionCookie } from './session-cookie'
import { SessionRow } from './session.entity'
import { Sessions } from './sessions.repository'
import { SignIn } from './sign-in'

/** The browser's session at this server. */
@Module({
  imports: [TypeOrmModule.forFeature([SessionRow, SessionClientRow]), DiscoveryModule, GrantsModule, UsersModule],
  providers: [Sessions, SessionClients, SessionCookie, CurrentPerson, LanguageChoice, SignIn],
  exports: [Sessions, SessionClients, SessionCookie, CurrentPerson, LanguageChoice, SignIn],
})
export class SessionsModule {}
