import { Module } from '@nestjs/common'
import type { DynamicModule } from '@nestjs/common'
import { AccountModule } from './account/account.module'
import { AuditModule } from './audit/audit.module'
import { AuthorizationModule } from './authorization/authorization.module'
import { BackchannelLogoutModule } from './backchannel-logout/backchannel-logout.module'
import { BackchannelModule } from './backchannel/backchannel.module'
import { ClientsModule } from './clients/clients.module'
import { ClockModule } from './clock/clock.module'
import { ConfigModule } from './config/config.module'
import type { Settings } from './config/settings'
import { ConsentsModule } from './consents/consents.module'
import { DatabaseModule } from './database/database.module'
import { DeploymentModule } from './deployment/deployment.module'
import { DpopModule } from './dpop/dpop.module'
import { EventsModule } from './events/events.module'
import { FlowsModule } from './flows/flows.module'
import { GrantsModule } from './grants/grants.module'
import { HealthModule } from './health/health.module'
import { HttpModule } from './http/http.module'
import { InteractionModule } from './interaction/interaction.module'
import { IntrospectionModule } from './introspection/introspection.module'
import { KeyRotationModule } from './keys/key-rotation.module'
import { KeysModule } from './keys/keys.module'
import { LoggingModule } from './logging/logging.module'
import { LogoutModule } from './logout/logout.module'
import { MetadataModule } from './metadata/metadata.module'
import { MetricsModule } from './metrics/metrics.module'
import { OutboundModule } from './outbound/outbound.module'
import { ParModule } from './par/par.module'
import { RevocationModule } from './revocation/revocation.module'
import { SecretsModule } from './secrets/secrets.module'
import { SeedsModule } from './seeds/seeds.module'
import { SessionsModule } from './sessions/sessions.module'
import { TokenModule } from './token/token.module'
import { UserInfoModule } from './userinfo/userinfo.module'
import { UsersModule } from './users/users.module'

// prettier-ignore
const features = [
  // records
  ClientsModule,        // RFC 7591, RFC 6749 §2.3, RFC 7523: registration and client authentication
  UsersModule,          // accounts, claims, passwords
  SessionsModule,       // the browser's session at this server
  GrantsModule,         // one authorization and all that came of it
  ConsentsModule,       // what a person allowed a client
  KeysModule,           // RFC 7517: signing keys and jwks_uri

  // protocol
  MetadataModule,       // OpenID Connect Discovery 1.0, RFC 8414
  BackchannelModule,    // what endpoints have in common that clients call directly
  ParModule,            // RFC 9126: pushed authorization requests
  AuthorizationModule,  // RFC 6749 §3.1, OpenID Connect Core §3.1.2, RFC 9207
  TokenModule,          // RFC 6749 §3.2, RFC 7636, RFC 8707, RFC 9068
  DpopModule,           // RFC 9449: proof of possession
  UserInfoModule,       // OpenID Connect Core §5.3
  IntrospectionModule,  // RFC 7662
  RevocationModule,     // RFC 7009
  LogoutModule,         // OpenID Connect RP-Initiated Logout 1.0
  BackchannelLogoutModule, // OpenID Connect Back-Channel Logout 1.0

  // the person
  InteractionModule,    // login and consent
  AccountModule,        // the person's own pages

  // operations
  SeedsModule.atStart(), // clients, users and resources from a file
  KeyRotationModule,    // OpenID Connect Core §10.1.1: keys rotate by themselves
  FlowsModule,          // what happened in each flow, and why
  HealthModule,         // /health
  MetricsModule,        // /metrics, for Prometheus
]

/** The server: its platform, and its features by the specifications they implement. */
@Module({})
export class AppModule {
  static forRoot(settings: Settings): DynamicModule {
    const platform = [
      ConfigModule.forRoot(settings),
      ClockModule,
      SecretsModule,
      LoggingModule,
      EventsModule,
      DatabaseModule,
      DeploymentModule.atStart(),
      HttpModule,
      OutboundModule,
    ]
    return { module: AppModule, imports: [...platform, ...features, AuditModule.inServer(settings)] }
  }
}
