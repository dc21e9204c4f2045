import { Module } from '@nestjs/common'
import { LogoutOutboxModule } from '../../backchannel-logout/logout-outbox.module'
import { ClientsModule } from '../../clients/clients.module'
import { DatabaseModule } from '../../database/database.module'
import { GrantsModule } from '../../grants/grants.module'
import { HttpModule } from '../../http/http.module'
import { OutboundModule } from '../../outbound/outbound.module'
import { SessionsModule } from '../../sessions/sessions.module'
import { UsersModule } from '../../users/users.module'
import { StandardInput } from '../standard-input'
import { FindRecord } from './find-record'

const records = [ClientsModule, UsersModule, SessionsModule, GrantsModule]

/** What the verbs about clients, users, sessions and grants work with; what ends is told to clients by the servers. */
@Module({
  imports: [DatabaseModule, HttpModule, OutboundModule, LogoutOutboxModule, ...records],
  providers: [FindRecord, StandardInput],
  exports: [...records, FindRecord, StandardInput],
})
export class RecordsModule {}
