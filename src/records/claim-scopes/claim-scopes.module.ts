import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { ClaimScopeRow } from './claim-scope.entity'
import { ClaimScopes } from './claim-scopes.repository'

/** Scopes of the operator's own, which release claims. */
@Module({ imports: [TypeOrmModule.forFeature([ClaimScopeRow])], providers: [ClaimScopes], exports: [ClaimScopes] })
export class ClaimScopesModule {}
