import { Injectable, Module } from '@nestjs/common'
import { AuthorizationModule } from '../authorization/authorization.module'
import { ClientsModule } from '../clients/clients.module'
import { PageSettings } from '../config/page-settings'
import { ConsentsModule } from '../consents/consents.module'
import { GrantsModule } from '../grants/grants.module'
import { Presentations } from '../http/errors/presentations'
import { ContributesMetadata } from '../registry/contributes-metadata'
import type { MetadataContribution } from '../registry/contributes-metadata'
import { ResourcesModule } from '../resources/resources.module'
import { SessionsModule } from '../sessions/sessions.module'
import { UsersModule } from '../users/users.module'
import { authenticationByPassword } from '../sessions/authentication-context'
import { SameSiteGuard } from '../http/same-site.guard'
import { CompleteAuthorization } from './complete-authorization'
import { InteractionController } from './interaction.controller'
import { InteractionHandles } from './interaction-handles'
import { Interactions } from './interactions'
import { InteractionPages } from './pages'
import { AccountStep } from './steps/account.step'
import { ConsentStep } from './steps/consent.step'
import { InteractionSteps } from './steps/interaction-steps'
import { LoginStep } from './steps/login.step'
import { SubmitLogin } from './submit-login'
import { WaysOn } from './ways-on'

@Injectable()
@ContributesMetadata()
class InteractionMetadata implements MetadataContribution {
  constructor(private readonly pages: PageSettings) {}

  metadata() {
    const { languages, policyUri, tosUri } = this.pages
    return {
      acr_values_supported: [authenticationByPassword.acr],
      ui_locales_supported: languages,
      ...(policyUri !== undefined && { op_policy_uri: policyUri }),
      ...(tosUri !== undefined && { op_tos_uri: tosUri }),
    }
  }
}

const steps = [AccountStep, LoginStep, ConsentStep, InteractionSteps]

/** Login and consent: what a person is asked, in what order. */
@Module({
  imports: [AuthorizationModule, ClientsModule, ConsentsModule, GrantsModule, ResourcesModule, SessionsModule, UsersModule],
  controllers: [InteractionController],
  providers: [
    ...steps,
    CompleteAuthorization,
    InteractionHandles,
    InteractionMetadata,
    InteractionPages,
    Interactions,
    SameSiteGuard,
    SubmitLogin,
    WaysOn,
  ],
})
export class InteractionModule {
  constructor(presentations: Presentations) {
    presentations.register('/interaction', 'page')
  }
}
