import { Controller, Get, Post, Req, Res } from '@nestjs/common'
import type { OnModuleInit } from '@nestjs/common'
import { DiscoveryService } from '@nestjs/core'
import type { Request, Response } from 'express'
import { enforces } from '#libs/checks/enforces'
import { checkNoRepeats } from '#libs/oauth-params/check-no-repeats'
import type { FormParams } from '#libs/oauth-params/form-params'
import { longest } from '#libs/oauth-params/longest'
import { ServerSettings } from '#platform/config/server-settings'
import { Access } from '#platform/http/access'
import { FormBody, QueryParams } from '#platform/http/body/params'
import { CurrentFlow } from '#platform/http/flow'
import type { Flow } from '#platform/events/flow'
import { findRegistered } from '#platform/registry/registry'
import { AuthorizationRequests } from './authorization-requests'
import type { ProvenRequest } from './proven-request'
import { redirectToGet } from './redirect-to-get'
import { TakesUpAuthorization } from './takes-up-authorization'
import type { AuthorizationTaker } from './takes-up-authorization'

enforces('OIDCC-3.1.2')

/** The authorization endpoint (RFC 6749 §3.1, OpenID Connect Core §3.1.2). */
@Controller('authorize')
@Access('public')
export class AuthorizationController implements OnModuleInit {
  #taker: AuthorizationTaker | undefined

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly authorizationRequests: AuthorizationRequests,
    private readonly server: ServerSettings,
  ) {}

  onModuleInit(): void {
    this.#taker = findRegistered<void, AuthorizationTaker>(this.discovery, TakesUpAuthorization)[0]?.provider
  }

  @Get()
  async get(
    @QueryParams() query: FormParams,
    @CurrentFlow() flow: Flow,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#taker?.takeUp(await this.#open(query, flow, request), request, response)
  }

  async #open(query: FormParams, flow: Flow, request: Request): Promise<ProvenRequest> {
    try {
      return await this.authorizationRequests.open(query, flow)
    } catch (error) {
      await this.#taker?.offerWayOn(query.start('client_id', longest.clientId) ?? '', request)
      throw error
    }
  }

  @Post()
  post(@FormBody() form: FormParams, @Res() response: Response): void {
    checkNoRepeats(form, ['resource'])
    const pairs = form.names().flatMap((name) => form.texts(name, longest.token).map((value) => [name, value] as [string, string]))
    redirectToGet(response, `${this.server.urlOf('/authorize')}?${new URLSearchParams(pairs).toString()}`)
  }
}
