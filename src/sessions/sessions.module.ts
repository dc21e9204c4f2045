import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { GrantsModule } from '../grants/grants.module'
import { SessionCookie } from './session-cookie'
import { SessionRow } from './session.entity'
import { Sessions } from './sessions.repository'

/** The browser's session at this server. */
@Module({ imports: [TypeOrmModule.forFeature([SessionRow]), GrantsModule], providers: [Sessions, SessionCookie], exports: [Sessions, SessionCookie] })
export class SessionsModule {}
