import { Global, Module } from '@nestjs/common'
import { OutboundClient } from './outbound-client'

/** Requests that this server makes of others. */
@Global()
@Module({ providers: [OutboundClient], exports: [OutboundClient] })
export class OutboundModule {}
