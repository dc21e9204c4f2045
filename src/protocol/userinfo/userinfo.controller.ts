import { Controller, Get, HttpCode, HttpStatus, Post, Req, Res } from '@nestjs/common'
import type { Request, Response } from 'express'
import { enforces } from '#libs/checks/enforces'
import { checkAccessTokenAudience } from '#libs/resource-server/check-access-token-audience'
import { checkTokenScope } from '#libs/resource-server/check-token-scope'
import { Events } from '#platform/events/events'
import { ServerSettings } from '#platform/config/server-settings'
import { Access } from '#platform/http/access'
import { ReleaseClaims } from '#protocol/claims/release-claims'
import type { AccessToken, LiveAccessToken } from '#protocol/token/access-tokens'
import { AuthorizeResourceRequest } from './authorize-resource-request'

enforces('OIDCC-5.3.1', 'OIDCC-5.3.2', 'OIDCC-5.3')

/** The UserInfo endpoint (OpenID Connect Core §5.3). */
@Controller('userinfo')
@Access('client')
export class UserInfoController {
  constructor(
    private readonly authorizeResourceRequest: AuthorizeResourceRequest,
    private readonly releaseClaims: ReleaseClaims,
    private readonly server: ServerSettings,
    private readonly events: Events,
  ) {}

  @Get()
  get(@Req() request: Request, @Res({ passthrough: true }) response: Response) {
    return this.#answer(request, response)
  }

  @Post()
  @HttpCode(HttpStatus.OK)
  post(@Req() request: Request, @Res({ passthrough: true }) response: Response) {
    return this.#answer(request, response)
  }

  async #answer(request: Request, response: Response) {
    const { token, kept, ...live } = await this.authorizeResourceRequest.execute(request, response)
    checkAccessTokenAudience(token.claims, this.server.issuer)
    checkTokenScope(token, 'openid')
    const claims = { ...(await this.#claims(token, live)), sub: token.sub }
    this.events.note('claims.released', { clientId: token.clientId, sub: token.sub, claims: Object.keys(claims) })
    await kept
    return claims
  }

  /** A client's own token is about nobody. */
  async #claims({ scopes, audience }: AccessToken, { client, user, grant }: Omit<LiveAccessToken, 'token'>) {
    if (!client || !user || !grant) return {}
    return (await this.releaseClaims.execute({ client, user, grant, scopes, audience }, ['userinfo'])).userinfo
  }
}
