import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { AttemptRow } from './attempt.entity'
import { Attempts } from './attempts'

/** Failures counted across nodes: of logins and of client authentications. */
@Module({ imports: [TypeOrmModule.forFeature([AttemptRow])], providers: [Attempts], exports: [Attempts] })
export class AttemptsModule {}
