import { createParamDecorator } from '@nestjs/common'
import type { ExecutionContext } from '@nestjs/common'
import type { Request } from 'express'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { RequestNote } from '#platform/http/request-note'
import type { SingleUse } from '#records/replay/replay-marks'

interface BackchannelState {
  client: RegisteredClient | undefined
  readonly uses: SingleUse[]
}

const states = new RequestNote<BackchannelState>('back channel')

/** What the guards of a back-channel request have found out: the client, and what its proofs use up. */
export function backchannelOf(request: Request): BackchannelState {
  return states.of(request) ?? states.put(request, { client: undefined, uses: [] })
}

/** The client that the guard has authenticated. */
export const AuthenticatedClient = createParamDecorator((_: unknown, context: ExecutionContext): RegisteredClient => {
  const { client } = backchannelOf(context.switchToHttp().getRequest<Request>())
  if (!client) throw new Error('a handler asks for the client without ClientAuthGuard')
  return client
})
