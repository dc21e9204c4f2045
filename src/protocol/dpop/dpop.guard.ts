import { Injectable } from '@nestjs/common'
import type { CanActivate, ExecutionContext } from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import type { Request, Response } from 'express'
import type { DpopProof } from '#libs/dpop-proof/dpop-proof'
import { backchannelOf } from '#records/clients/backchannel-request'
import { checkProofPresence } from './check-proof-presence'
import { Proofs } from './proofs'
import { proofOf, rememberProof } from './request-proof'

/** Whether an endpoint wants a proof: of every client whose tokens are bound, of nobody, or not at all. */
export const ProofPolicy = Reflector.createDecorator<'required' | 'optional' | 'ignored'>()

/** Finds out whose key a request is made with (RFC 9449). */
@Injectable()
export class DpopGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly proofs: Proofs,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const policy = this.reflector.getAllAndOverride(ProofPolicy, [context.getHandler(), context.getClass()])
    if (policy === 'ignored') return true
    const http = context.switchToHttp()
    const request = http.getRequest<Request>()
    rememberProof(request, await this.proofs.read(request, http.getResponse<Response>()))
    this.#judge(request, proofOf(request), policy === 'required')
    return true
  }

  #judge(request: Request, proof: DpopProof | undefined, isRequired: boolean): void {
    const { client, uses } = backchannelOf(request)
    if (client && isRequired) checkProofPresence(client, proof)
    if (proof) uses.push(this.proofs.useOf(proof))
  }
}
