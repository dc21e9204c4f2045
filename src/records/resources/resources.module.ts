import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { ResourceRow } from './resource.entity'
import { Resources } from './resources.repository'

/** Protected resources (RFC 8707). */
@Module({ imports: [TypeOrmModule.forFeature([ResourceRow])], providers: [Resources], exports: [Resources] })
export class ResourcesModule {}
