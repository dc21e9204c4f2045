import { Global, Module } from '@nestjs/common'
import { ClientsModule } from '#records/clients/clients.module'
import { DpopModule } from '#protocol/dpop/dpop.module'
import { ReplayModule } from '#records/replay/replay.module'
import { SingleUseInterceptor } from './single-use.interceptor'
import { SpendSingleUses } from './spend-single-uses'

/** What every endpoint has that clients call directly; global, so that an endpoint's module imports only what is its own. */
@Global()
@Module({
  imports: [ClientsModule, DpopModule, ReplayModule],
  providers: [SingleUseInterceptor, SpendSingleUses],
  exports: [ClientsModule, DpopModule, SingleUseInterceptor, SpendSingleUses],
})
export class BackchannelModule {}
