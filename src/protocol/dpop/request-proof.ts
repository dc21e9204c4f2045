import { createParamDecorator } from '@nestjs/common'
import type { ExecutionContext } from '@nestjs/common'
import type { Request } from 'express'
import type { DpopProof } from '#libs/dpop-proof/dpop-proof'
import { RequestNote } from '#platform/http/request-note'

const proofs = new RequestNote<DpopProof>('proof')

export const proofOf = (request: Request): DpopProof | undefined => proofs.of(request)

export function rememberProof(request: Request, proof: DpopProof | undefined): void {
  if (proof) proofs.put(request, proof)
}

/** Hands the verified proof to a handler; undefined when none came. */
export const Proof = createParamDecorator((_: unknown, context: ExecutionContext) => proofOf(context.switchToHttp().getRequest<Request>()))
