import { applyDecorators, UseGuards, UseInterceptors } from '@nestjs/common'
import { ClientAuthGuard } from '#records/clients/client-auth.guard'
import { DpopGuard, ProofPolicy } from '#protocol/dpop/dpop.guard'
import { Access } from '#platform/http/access'
import { SingleUseInterceptor } from './single-use.interceptor'

/**
 * An endpoint that clients call directly: who is this client, whose key is this, and neither proof seen before.
 *
 * @param proof `required`: of clients whose tokens are bound, and a proof that comes binds; `optional`: a proof that comes is verified;
 * `ignored`: no proof is looked at
 */
export const BackchannelEndpoint = ({ proof }: { readonly proof: 'required' | 'optional' | 'ignored' }) =>
  applyDecorators(Access('client'), ProofPolicy(proof), UseGuards(ClientAuthGuard, DpopGuard), UseInterceptors(SingleUseInterceptor))
