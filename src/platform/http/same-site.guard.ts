import { Injectable } from '@nestjs/common'
import type { CanActivate, ExecutionContext } from '@nestjs/common'
import type { Request } from 'express'
import { defineCheck } from '#libs/checks/define-check'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { ServerSettings } from '#platform/config/server-settings'

/** Forms of this server's pages are sent from this server's pages. (With no-referrer, browsers call their origin null.) */
const checkSameSite = defineCheck({
  name: 'check-same-site',
  clauses: ['RFC9700-4.7', 'SEC-290'],
  hint: 'Use the form on the page of this server; other sites cannot send it.',
  check(site: string | undefined, origin: string | undefined, own: string) {
    const isForeign = site === 'cross-site' || site === 'same-site' || (origin !== undefined && origin !== 'null' && origin !== own)
    if (isForeign) throw new OAuthError({ code: 'invalid_request', status: 403, description: 'the form was sent from another site' })
  },
})

/** Turns away forms that other sites send. */
@Injectable()
export class SameSiteGuard implements CanActivate {
  constructor(private readonly server: ServerSettings) {}

  canActivate(context: ExecutionContext): boolean {
    const { method, headers } = context.switchToHttp().getRequest<Request>()
    if (method === 'POST') checkSameSite(headers['sec-fetch-site'], headers.origin, new URL(this.server.issuer).origin)
    return true
  }
}
