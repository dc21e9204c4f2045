import { Controller, Get, Header } from '@nestjs/common'
import { keySetMaxAge } from '#libs/key-schedule/key-schedule'
import { Access } from '#platform/http/access'
import { SigningKeys } from './signing-keys'

/** The server's public keys (RFC 7517 §5). */
@Controller('jwks')
@Access('public')
export class JwksController {
  constructor(private readonly signingKeys: SigningKeys) {}

  @Get()
  @Header('content-type', 'application/jwk-set+json; charset=utf-8')
  @Header('cache-control', `public, max-age=${keySetMaxAge}`)
  keys(): string {
    return this.signingKeys.publicSet
  }
}
