import { Module } from '@nestjs/common'
import { Presentations } from '../http/errors/presentations'
import { SameSiteGuard } from '../http/same-site.guard'
import { SessionsModule } from '../sessions/sessions.module'
import { HomeController } from './home.controller'
import { LanguageController } from './language.controller'

/** What people do with their account when no application has sent them. */
@Module({
  imports: [SessionsModule],
  controllers: [HomeController, LanguageController],
  providers: [SameSiteGuard],
})
export class AccountModule {
  constructor(presentations: Presentations) {
    presentations.register('/', 'page')
    presentations.register('/language', 'page')
  }
}
