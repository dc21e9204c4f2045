import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { GrantRow } from './grant.entity'
import { Grants } from './grants.repository'

/** One row for each authorization: one code and all that came of it. */
@Module({ imports: [TypeOrmModule.forFeature([GrantRow])], providers: [Grants], exports: [Grants] })
export class GrantsModule {}
