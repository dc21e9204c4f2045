import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { ReplayMarkRow } from './replay-mark.entity'
import { ReplayMarks } from './replay-marks'

/** What may be used only once, by all nodes together. */
@Module({ imports: [TypeOrmModule.forFeature([ReplayMarkRow])], providers: [ReplayMarks], exports: [ReplayMarks] })
export class ReplayModule {}
