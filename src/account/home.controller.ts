import { Controller, Get, Req, Res } from '@nestjs/common'
import type { Request, Response } from 'express'
import { Access } from '../http/access'
import { PageRenderer } from '../http/pages/page-renderer'
import { CurrentPerson } from '../sessions/current-person'

/** What a person sees who comes here without being sent by an application. */
@Controller()
@Access('public')
export class HomeController {
  constructor(
    private readonly currentPerson: CurrentPerson,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async home(@Req() request: Request, @Res() response: Response): Promise<void> {
    const signedIn = await this.currentPerson.find(request)
    this.pages.render(response, 'home', signedIn ? { username: signedIn.user.username, logoutUrl: '/logout' } : {})
  }
}
