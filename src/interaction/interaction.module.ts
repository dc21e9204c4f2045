import { Injectable, Module } from '@nestjs/common'
import { AuthorizationModule } from '../authorization/authorization.module'
import { ConsentsModule } from '../consents/consents.module'
import { GrantsModule } from '../grants/grants.module'
import { Presentations } from '../http/errors/presentations'
import { ContributesMetadata } from '../registry/contributes-metadata'
import type { MetadataContribution } from '../registry/contributes-metadata'
import { SessionsModule } from '../sessions/sessions.module'
import { UsersModule } from '../users/users.module'
import { authenticationByPassword } from './authentication-context'
import { BrowserCookie } from './browser-cookie'
import { SameSiteGuard } from '../http/same-site.guard'
import { CompleteAuthorization } from './complete-authorization'
import { HomeController } from './home.controller'
import { InteractionController } from './interaction.controller'
import { InteractionHandles } from './interaction-handles'
import { Interactions } from './interactions'
import { InteractionPages } from './pages'
import { AccountStep } from './steps/account.step'
import { ConsentStep } from './steps/consent.step'
import { InteractionSteps } from './steps/interaction-steps'
import { LoginStep } from './steps/login.step'
import { SubmitLogin } from './submit-login'

@Injectable()
@ContributesMetadata()
class InteractionMetadata implements MetadataContribution {
  metadata() {
    return { acr_values_supported: [authenticationByPassword.acr] }
  }
}

const steps = [AccountStep, LoginStep, ConsentStep, InteractionSteps]

/** Login and consent: what a person is asked, in what order. */
@Module({
  imports: [AuthorizationModule, ConsentsModule, GrantsModule, SessionsModule, UsersModule],
  controllers: [InteractionController, HomeController],
  providers: [
    ...steps,
    BrowserCookie,
    CompleteAuthorization,
    InteractionHandles,
    InteractionMetadata,
    InteractionPages,
    Interactions,
    SameSiteGuard,
    SubmitLogin,
  ],
})
export class InteractionModule {
  constructor(presentations: Presentations) {
    presentations.register('/interaction', 'page')
    presentations.register('/', 'page')
  }
}
