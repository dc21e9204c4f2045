import { Module } from '@nestjs/common'
import { Cookies } from './cookies'

/** Cookies alone, for whatever runs without the rest of the HTTP platform, such as the command line. */
@Module({ providers: [Cookies], exports: [Cookies] })
export class CookiesModule {}
