import { Global, Module } from '@nestjs/common'
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core'
import { ActingAddresses } from './acting-addresses'
import { BrowserCookie } from './browser-cookie'
import { CookiesModule } from './cookies.module'
import { CorsPolicies } from './cors/cors-policies'
import { ErrorMappingInterceptor } from './errors/error-mapping.interceptor'
import { GlobalErrorFilter } from './errors/global-error.filter'
import { Presentations } from './errors/presentations'
import { Presenter } from './errors/presenter'
import { HostAddresses } from './host-addresses'
import { LanguageCookie } from './languages/language-cookie'
import { Languages } from './languages/languages'
import { Assets } from './pages/assets'
import { PageRenderer } from './pages/page-renderer'
import { ShownPages } from './pages/shown-pages'

/** The platform of all endpoints: errors, pages and their languages, cookies, and who may call across origins. */
@Global()
@Module({
  imports: [CookiesModule],
  providers: [
    ActingAddresses,
    Assets,
    BrowserCookie,
    CorsPolicies,
    HostAddresses,
    LanguageCookie,
    Languages,
    PageRenderer,
    Presentations,
    Presenter,
    ShownPages,
    { provide: APP_INTERCEPTOR, useClass: ErrorMappingInterceptor },
    { provide: APP_FILTER, useClass: GlobalErrorFilter },
  ],
  exports: [
    ActingAddresses,
    Assets,
    BrowserCookie,
    CookiesModule,
    CorsPolicies,
    HostAddresses,
    LanguageCookie,
    Languages,
    PageRenderer,
    Presentations,
    ShownPages,
  ],
})
export class HttpModule {}
