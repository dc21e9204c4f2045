import { Injectable } from '@nestjs/common'
import type { OnModuleInit } from '@nestjs/common'
import { DiscoveryService } from '@nestjs/core'
import type { Response } from 'express'
import { enforces } from '#libs/checks/enforces'
import type { OAuthError } from '#libs/oauth-errors/oauth-error'
import { ServerSettings } from '#platform/config/server-settings'
import { PresentedRefusal } from '#platform/http/errors/presented-refusal'
import { findRegistered } from '#platform/registry/registry'
import type { AnswerTarget } from './proven-request'
import { RespondsBy } from './response-modes/response-mode'
import type { ResponseMode } from './response-modes/response-mode'

enforces('RFC9207-2', 'OIDCC-3.1.2.5', 'OIDCC-3.1.2.6', 'FAPI2-SP-FINAL-5.3.2.2-7', 'RFC9207-2.3', 'RFC9700-4.4.2')

/**
 * Sends answers back to clients. Every one of them, of success and of refusal, names the issuer (RFC 9207 §2).
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2
 */
@Injectable()
export class AuthorizationResponder implements OnModuleInit {
  readonly #modes = new Map<string, ResponseMode>()

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly server: ServerSettings,
  ) {}

  onModuleInit(): void {
    for (const { key, provider } of findRegistered<string, ResponseMode>(this.discovery, RespondsBy)) this.#modes.set(key, provider)
  }

  get responseModes(): readonly string[] {
    return [...this.#modes.keys()]
  }

  sendCode(response: Response, target: AnswerTarget, code: string): void {
    this.#send(response, target, { code })
  }

  sendError(response: Response, target: AnswerTarget, error: OAuthError): void {
    this.#send(response, target, { error: error.code, error_description: error.description })
  }

  /** A refusal that, when thrown, reaches the client by its redirect_uri. Only for requests whose redirect_uri has been proven. */
  toRedirect(target: AnswerTarget, error: OAuthError): PresentedRefusal {
    return new RedirectedRefusal(error, (response) => this.sendError(response, target, error))
  }

  #send(response: Response, { redirectUri, responseMode, state }: AnswerTarget, answer: Readonly<Record<string, string>>): void {
    const mode = this.#modes.get(responseMode) ?? this.#modes.get('query')
    mode?.send(response, redirectUri, { ...answer, ...(state !== undefined && { state }), iss: this.server.issuer })
  }
}

class RedirectedRefusal extends PresentedRefusal {
  constructor(
    refusal: OAuthError,
    readonly present: (response: Response) => void,
  ) {
    super(refusal)
  }
}
