import { Injectable } from '@nestjs/common'
import { AuthenticateBySecret } from './authenticate-by-secret'
import { AuthenticatesClient } from './client-authentication-method'

/** The secret in the form (RFC 6749 §2.3.1). */
@Injectable()
@AuthenticatesClient('client_secret_post')
export class ClientSecretPost extends AuthenticateBySecret {}
