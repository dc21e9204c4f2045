import { Injectable, Module } from '@nestjs/common'
import { AuthorizationModule } from '#protocol/authorization/authorization.module'
import { ClaimsModule } from '#protocol/claims/claims.module'
import { ClientsModule } from '#records/clients/clients.module'
import { PageSettings } from '#platform/config/page-settings'
import { ConsentsModule } from '#records/consents/consents.module'
import { GrantsModule } from '#records/grants/grants.module'
import { ActingAddresses } from '#platform/http/acting-addresses'
import { Presentations } from '#platform/http/errors/presentations'
import { ContributesMetadata } from '#platform/registry/contributes-metadata'
import type { MetadataContribution } from '#platform/registry/contributes-metadata'
import { ResourcesModule } from '#records/resources/resources.module'
import { SessionsModule } from '#records/sessions/sessions.module'
import { UsersModule } from '#records/users/users.module'
import { authenticationByPassword } from '#records/sessions/authentication-context'
import { SameSiteGuard } from '#platform/http/same-site.guard'
import { CompleteAuthorization } from './complete-authorization'
import { InteractionController } from './interaction.controller'
import { InteractionHandles } from './interaction-handles'
import { Interactions } from './interactions'
import { InteractionPages } from './pages'
import { AccountStep } from './steps/account.step'
import { AllowStep } from './steps/allow.step'
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

const steps = [AccountStep, LoginStep, AllowStep, ConsentStep, InteractionSteps]

/** Login and consent: what a person is asked, in what order. */
@Module({
  imports: [AuthorizationModule, ClaimsModule, ClientsModule, ConsentsModule, GrantsModule, ResourcesModule, SessionsModule, UsersModule],
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
  constructor(presentations: Presentations, acting: ActingAddresses) {
    acting.register('/interaction')
    presentations.register('/interaction', 'page')
  }
}
