import { Module } from '@nestjs/common'
import { LogoutOutboxModule } from '#protocol/backchannel-logout/logout-outbox.module'
import { AttributesModule } from '#records/attributes/attributes.module'
import { ClientsModule } from '#records/clients/clients.module'
import { GroupsModule } from '#records/groups/groups.module'
import { ResourcesModule } from '#records/resources/resources.module'
import { SessionsModule } from '#records/sessions/sessions.module'
import { UsersModule } from '#records/users/users.module'
import { ExportPeople } from './export-people'
import { HashImported } from './hash-imported'
import { ImportPeople } from './import-people'
import { PeopleFiles } from './people-files'
import { PeopleReader } from './people-reader'

/** Takes people over from files, and writes them into files. */
@Module({
  imports: [LogoutOutboxModule, AttributesModule, ClientsModule, GroupsModule, ResourcesModule, SessionsModule, UsersModule],
  providers: [ExportPeople, HashImported, ImportPeople, PeopleFiles, PeopleReader],
  exports: [ExportPeople, ImportPeople, PeopleFiles],
})
export class PeopleFilesModule {}
