import { Module } from '@nestjs/common'
import { LogoutOutboxModule } from '#protocol/backchannel-logout/logout-outbox.module'
import { ClientsModule } from '#records/clients/clients.module'
import { DatabaseModule } from '#platform/database/database.module'
import { GrantsModule } from '#records/grants/grants.module'
import { HttpModule } from '#platform/http/http.module'
import { OutboundModule } from '#platform/outbound/outbound.module'
import { PeopleModule } from '#records/people/people.module'
import { SessionsModule } from '#records/sessions/sessions.module'
import { UsersModule } from '#records/users/users.module'
import { StandardInput } from '../standard-input'
import { FindRecord } from './find-record'

const records = [ClientsModule, PeopleModule, UsersModule, SessionsModule, GrantsModule]

/** What the verbs about clients, users, sessions and grants work with; what ends is told to clients by the servers. */
@Module({
  imports: [DatabaseModule, HttpModule, OutboundModule, LogoutOutboxModule, ...records],
  providers: [FindRecord, { provide: StandardInput, useFactory: () => new StandardInput() }],
  exports: [...records, FindRecord, StandardInput],
})
export class RecordsModule {}
