import { Module } from '@nestjs/common'
import { DiscoveryModule } from '@nestjs/core'
import { TypeOrmModule } from '@nestjs/typeorm'
import { AttemptsModule } from '#records/attempts/attempts.module'
import { OutboundModule } from '#platform/outbound/outbound.module'
import { AuthenticateClient } from './authentication/authenticate-client'
import { ClientSecretBasic } from './authentication/client-secret-basic'
import { ClientSecretPost } from './authentication/client-secret-post'
import { PrivateKeyJwt } from './authentication/private-key-jwt'
import { PublicClient } from './authentication/public-client'
import { BrowserOrigins } from './browser-origins'
import { ClientAdministration } from './client-administration'
import { ClientAuthGuard } from './client-auth.guard'
import { ClientAuthenticationMetadata } from './client-authentication.metadata'
import { ClientKeys } from './client-keys'
import { ClientSecrets } from './client-secrets'
import { ClientRow } from './client.entity'
import { Clients } from './clients.repository'

const methods = [PrivateKeyJwt, ClientSecretBasic, ClientSecretPost, PublicClient]

/** Registered clients and how they prove themselves (RFC 7591, RFC 6749 §2.3, RFC 7523). */
@Module({
  imports: [TypeOrmModule.forFeature([ClientRow]), DiscoveryModule, AttemptsModule, OutboundModule],
  providers: [
    Clients,
    ClientAdministration,
    ClientKeys,
    ClientSecrets,
    AuthenticateClient,
    ClientAuthGuard,
    ClientAuthenticationMetadata,
    BrowserOrigins,
    ...methods,
  ],
  exports: [Clients, ClientAdministration, ClientSecrets, AuthenticateClient, ClientAuthGuard, BrowserOrigins],
})
export class ClientsModule {}
