import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { GrantsModule } from '#records/grants/grants.module'
import { ResourcesModule } from '#records/resources/resources.module'
import { ConsentRow } from './consent.entity'
import { Consents } from './consents.repository'

/** What people have allowed clients (OpenID Connect Core §3.1.2.4). */
@Module({ imports: [TypeOrmModule.forFeature([ConsentRow]), GrantsModule, ResourcesModule], providers: [Consents], exports: [Consents] })
export class ConsentsModule {}
