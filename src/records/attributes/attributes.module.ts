import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { AttributeRow } from './attribute.entity'
import { Attributes } from './attributes.repository'

/** Attributes of people that the operator declares. */
@Module({ imports: [TypeOrmModule.forFeature([AttributeRow])], providers: [Attributes], exports: [Attributes] })
export class AttributesModule {}
