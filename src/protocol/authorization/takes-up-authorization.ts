import { DiscoveryService } from '@nestjs/core'
import type { Request, Response } from 'express'
import type { ProvenRequest } from './proven-request'

/** Takes a proven request from the authorization endpoint and sees the person through to the answer. */
export interface AuthorizationTaker {
  takeUp(proven: ProvenRequest, request: Request, response: Response): Promise<void>
  /** Offers a person a way on whose request is refused. */
  offerWayOn(clientId: string, request: Request): Promise<void>
}

/** Marks the one class that goes on where the authorization endpoint ends. */
export const TakesUpAuthorization = DiscoveryService.createDecorator<void>()
