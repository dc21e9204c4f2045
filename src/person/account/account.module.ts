import { Module } from '@nestjs/common'
import { ClientsModule } from '#records/clients/clients.module'
import { ConsentsModule } from '#records/consents/consents.module'
import { GrantsModule } from '#records/grants/grants.module'
import { Presentations } from '#platform/http/errors/presentations'
import { SameSiteGuard } from '#platform/http/same-site.guard'
import { ResourcesModule } from '#records/resources/resources.module'
import { SessionsModule } from '#records/sessions/sessions.module'
import { UsersModule } from '#records/users/users.module'
import { TokenModule } from '#protocol/token/token.module'
import { AccountForms } from './account-forms'
import { AccountLoginController } from './account-login.controller'
import { AccountOverview } from './account-overview'
import { AccountPages } from './account-pages'
import { AccountVisitor } from './account-visitor'
import { AccountController } from './account.controller'
import { ChangeOwnPassword } from './change-own-password'
import { EndOwnSessions } from './end-own-sessions'
import { GrantedClients } from './granted-clients'
import { HomeController } from './home.controller'
import { LanguageController } from './language.controller'
import { PasswordController } from './password.controller'
import { WithdrawAccess } from './withdraw-access'

/** What people do with their account when no application has sent them. */
@Module({
  imports: [ClientsModule, ConsentsModule, GrantsModule, ResourcesModule, SessionsModule, TokenModule, UsersModule],
  controllers: [HomeController, LanguageController, AccountLoginController, AccountController, PasswordController],
  providers: [
    AccountForms,
    AccountOverview,
    AccountPages,
    AccountVisitor,
    ChangeOwnPassword,
    EndOwnSessions,
    GrantedClients,
    SameSiteGuard,
    WithdrawAccess,
  ],
})
export class AccountModule {
  constructor(presentations: Presentations) {
    for (const path of ['/', '/language', '/login', '/account']) presentations.register(path, 'page')
  }
}
