import { Global, Module } from '@nestjs/common'
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core'
import { Cookies } from './cookies'
import { CorsPolicies } from './cors/cors-policies'
import { ErrorMappingInterceptor } from './errors/error-mapping.interceptor'
import { GlobalErrorFilter } from './errors/global-error.filter'
import { Presentations } from './errors/presentations'
import { Presenter } from './errors/presenter'
import { Assets } from './pages/assets'
import { PageRenderer } from './pages/page-renderer'

/** The platform of all endpoints: errors, pages, cookies, and who may call across origins. */
@Global()
@Module({
  providers: [
    Assets,
    Cookies,
    CorsPolicies,
    PageRenderer,
    Presentations,
    Presenter,
    { provide: APP_FILTER, useClass: GlobalErrorFilter },
    { provide: APP_INTERCEPTOR, useClass: ErrorMappingInterceptor },
  ],
  exports: [Assets, Cookies, CorsPolicies, PageRenderer, Presentations],
})
export class HttpModule {}
