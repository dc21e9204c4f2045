import { Controller, HttpCode, HttpStatus, Post, Req, Res, UseGuards } from '@nestjs/common'
import type { Request, Response } from 'express'
import { checkNoRepeats } from '#libs/oauth-params/check-no-repeats'
import type { FormParams } from '#libs/oauth-params/form-params'
import { longest } from '#libs/oauth-params/longest'
import { Access } from '#platform/http/access'
import { FormBody } from '#platform/http/body/params'
import { PageRenderer } from '#platform/http/pages/page-renderer'
import { ShownPages } from '#platform/http/pages/shown-pages'
import { SameSiteGuard } from '#platform/http/same-site.guard'
import { leadTo } from '#platform/http/lead-to'
import { LanguageChoice } from '#records/sessions/language-choice'

/** Takes the choice of language of pages that are no step of a flow, and shows the page again. */
@Controller('language')
@Access('public')
@UseGuards(SameSiteGuard)
export class LanguageController {
  constructor(
    private readonly languageChoice: LanguageChoice,
    private readonly shownPages: ShownPages,
    private readonly pages: PageRenderer,
  ) {}

  @Post()
  @HttpCode(HttpStatus.OK)
  async choose(@FormBody() form: FormParams, @Req() request: Request, @Res() response: Response): Promise<void> {
    checkNoRepeats(form)
    await this.languageChoice.choose(form.start('language', longest.choice), request, response)
    const page = this.shownPages.open(form.text('page', longest.token)) ?? { address: '/' }
    if ('address' in page) leadTo(response, page.address)
    else this.pages.render(response, page.view, page.data)
  }
}
