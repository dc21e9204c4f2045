import { DiscoveryService } from '@nestjs/core'
import type { Response } from 'express'

/** One way to hand the answer to the client. */
export interface ResponseMode {
  send(response: Response, redirectUri: string, answer: Readonly<Record<string, string>>): void
}

/** Puts a class into the registry of response modes, under its response_mode. */
export const RespondsBy = DiscoveryService.createDecorator<string>()
