import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { ClaimScopesModule } from '#records/claim-scopes/claim-scopes.module'
import { ResourceRow } from './resource.entity'
import { Resources } from './resources.repository'

/** Protected resources (RFC 8707). */
@Module({ imports: [TypeOrmModule.forFeature([ResourceRow]), ClaimScopesModule], providers: [Resources], exports: [Resources] })
export class ResourcesModule {}
