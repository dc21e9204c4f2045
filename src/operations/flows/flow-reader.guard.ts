import { Injectable } from '@nestjs/common'
import type { CanActivate, ExecutionContext } from '@nestjs/common'
import type { Request } from 'express'
import { defineCheck } from '#libs/checks/define-check'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { canonicalUsername, parseUsername } from '#libs/username/canonical-username'
import { FlowSettings } from '#platform/config/flow-settings'
import { ServerSettings } from '#platform/config/server-settings'
import { CurrentPerson } from '#records/sessions/current-person'

const checkFlowReader = defineCheck({
  name: 'flow-reader',
  clauses: [],
  hint: 'Sign in with an account that ALDGATE_ADMINISTRATORS names, or ask on the server: npm run aldgate -- why FLOW.',
  check(isAdministrator: boolean) {
    if (!isAdministrator)
      throw new OAuthError({ code: 'access_denied', status: 403, description: 'explanations are for administrators of this server' })
  },
})

/** Lets anybody read explanations in development, and administrators alone everywhere else. */
@Injectable()
export class FlowReaderGuard implements CanActivate {
  constructor(
    private readonly currentPerson: CurrentPerson,
    private readonly server: ServerSettings,
    private readonly settings: FlowSettings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.server.environment === 'development') return true
    const signedIn = await this.currentPerson.find(context.switchToHttp().getRequest<Request>())
    const administrators = this.settings.administrators.map(parseUsername)
    checkFlowReader(signedIn !== undefined && administrators.includes(canonicalUsername(signedIn.user.username)))
    return true
  }
}
