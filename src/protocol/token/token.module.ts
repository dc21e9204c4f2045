import { Module } from '@nestjs/common'
import { DiscoveryModule } from '@nestjs/core'
import { TypeOrmModule } from '@nestjs/typeorm'
import { BrowserOrigins } from '#records/clients/browser-origins'
import { GrantsModule } from '#records/grants/grants.module'
import { CorsPolicies } from '#platform/http/cors/cors-policies'
import { Presentations } from '#platform/http/errors/presentations'
import { KeysModule } from '#records/keys/keys.module'
import { ResourcesModule } from '#records/resources/resources.module'
import { SessionsModule } from '#records/sessions/sessions.module'
import { UsersModule } from '#records/users/users.module'
import { ClaimsModule } from '#protocol/claims/claims.module'
import { AccessTokens } from './access-tokens'
import { AuthorizationCodeRow } from './authorization-code.entity'
import { AuthorizationCodes } from './authorization-codes.repository'
import { GrantRegistry } from './grant-registry'
import { IdTokenHints } from './id-token-hints'
import { GrantSweep } from './grant-sweep'
import { AuthorizationCodeGrant } from './grants/authorization-code.grant'
import { ClientCredentialsGrant } from './grants/client-credentials.grant'
import { RefreshTokenGrant } from './grants/refresh-token.grant'
import { LiveGrants } from './live-grant'
import { RefreshTokenRow } from './refresh-token.entity'
import { RefreshTokens } from './refresh-tokens.repository'
import { RevokedAccessTokenRow } from './revoked-access-token.entity'
import { RevokedAccessTokens } from './revoked-access-tokens.repository'
import { TokenController } from './token.controller'
import { TokenIssuer } from './token-issuer'
import { TokenMetadata } from './token.metadata'

const rows = [AuthorizationCodeRow, RefreshTokenRow, RevokedAccessTokenRow]
const repositories = [AuthorizationCodes, RefreshTokens, RevokedAccessTokens, GrantSweep]
const grants = [AuthorizationCodeGrant, RefreshTokenGrant, ClientCredentialsGrant]

/** The token endpoint and its grants (RFC 6749 §3.2, RFC 9068, OpenID Connect Core §3.1.3). */
@Module({
  imports: [
    TypeOrmModule.forFeature(rows),
    ClaimsModule,
    DiscoveryModule,
    GrantsModule,
    KeysModule,
    ResourcesModule,
    SessionsModule,
    UsersModule,
  ],
  controllers: [TokenController],
  providers: [...repositories, ...grants, GrantRegistry, LiveGrants, TokenIssuer, AccessTokens, IdTokenHints, TokenMetadata],
  exports: [ClaimsModule, AccessTokens, AuthorizationCodes, GrantRegistry, IdTokenHints, LiveGrants, RefreshTokens],
})
export class TokenModule {
  constructor(presentations: Presentations, cors: CorsPolicies, browserOrigins: BrowserOrigins) {
    presentations.register('/token', 'json')
    cors.register('/token', { origins: (origin) => browserOrigins.has(origin), methods: ['POST'] })
  }
}
