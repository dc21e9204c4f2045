import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { Groups } from './groups.repository'
import { UserGroupRow } from './user-group.entity'

/** Groups of people and the roles of their members. */
@Module({ imports: [TypeOrmModule.forFeature([UserGroupRow])], providers: [Groups], exports: [Groups] })
export class GroupsModule {}
