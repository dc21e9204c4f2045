import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { GroupsModule } from '#records/groups/groups.module'
import { AttributeValueRow } from './attribute-value.entity'
import { FindPeople } from './find-people'
import { GroupMemberRow } from './group-member.entity'
import { Memberships } from './memberships'
import { PersonFacts } from './person-facts'
import { PersonRows } from './person-rows'
import { UserRoleRow } from './user-role.entity'

/** What is kept of people beside their accounts: memberships, roles, and the values they are found by. */
@Module({
  imports: [TypeOrmModule.forFeature([GroupMemberRow, UserRoleRow, AttributeValueRow]), GroupsModule],
  providers: [PersonRows, Memberships, PersonFacts, FindPeople],
  exports: [PersonRows, Memberships, PersonFacts, FindPeople],
})
export class PeopleModule {}
