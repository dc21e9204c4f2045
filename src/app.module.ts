import { Module } from '@nestjs/common'
import type { DynamicModule } from '@nestjs/common'
import { AccountModule } from '#person/account/account.module'
import { AuditModule } from '#operations/audit/audit.module'
import { AuthorizationModule } from '#protocol/authorization/authorization.module'
import { BackchannelLogoutModule } from '#protocol/backchannel-logout/backchannel-logout.module'
import { BackchannelModule } from '#protocol/backchannel/backchannel.module'
import { ClientsModule } from '#records/clients/clients.module'
import { ClockModule } from '#platform/clock/clock.module'
import { ConfigModule } from '#platform/config/config.module'
import type { Settings } from '#platform/config/settings'
import { ConsentsModule } from '#records/consents/consents.module'
import { DatabaseModule } from '#platform/database/database.module'
import { DeploymentModule } from '#platform/deployment/deployment.module'
import { DpopModule } from '#protocol/dpop/dpop.module'
import { EventsModule } from '#platform/events/events.module'
import { FlowsModule } from '#operations/flows/flows.module'
import { GrantsModule } from '#records/grants/grants.module'
import { HealthModule } from '#operations/health/health.module'
import { HttpModule } from '#platform/http/http.module'
import { InteractionModule } from '#person/interaction/interaction.module'
import { IntrospectionModule } from '#protocol/introspection/introspection.module'
import { KeyRotationModule } from '#records/keys/key-rotation.module'
import { KeysModule } from '#records/keys/keys.module'
import { LoggingModule } from '#platform/logging/logging.module'
import { LogoutModule } from '#protocol/logout/logout.module'
import { MetadataModule } from '#protocol/metadata/metadata.module'
import { MetricsModule } from '#operations/metrics/metrics.module'
import { OutboundModule } from '#platform/outbound/outbound.module'
import { ParModule } from '#protocol/par/par.module'
import { RevocationModule } from '#protocol/revocation/revocation.module'
import { SecretsModule } from '#platform/secrets/secrets.module'
import { SeedsModule } from '#operations/seeds/seeds.module'
import { SessionsModule } from '#records/sessions/sessions.module'
import { TokenModule } from '#protocol/token/token.module'
import { UserInfoModule } from '#protocol/userinfo/userinfo.module'
import { UsersModule } from '#records/users/users.module'

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
