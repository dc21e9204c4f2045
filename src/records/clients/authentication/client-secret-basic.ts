import { Injectable } from '@nestjs/common'
import { AuthenticateBySecret } from './authenticate-by-secret'
import { AuthenticatesClient } from './client-authentication-method'

/** The secret in the Authorization header (RFC 6749 §2.3.1). */
@Injectable()
@AuthenticatesClient('client_secret_basic')
export class ClientSecretBasic extends AuthenticateBySecret {}
