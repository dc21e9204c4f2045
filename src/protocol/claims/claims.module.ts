import { Module } from '@nestjs/common'
import { AttributesModule } from '#records/attributes/attributes.module'
import { ClaimScopesModule } from '#records/claim-scopes/claim-scopes.module'
import { PeopleModule } from '#records/people/people.module'
import { AccessRules } from './access-rules'
import { ClientExpressions } from './client-expressions'
import { ClientLifetimes } from './client-lifetimes'
import { ReleaseClaims } from './release-claims'

/** What clients are told of people (OpenID Connect Core §5.4, RFC 9068 §2.2.3). */
@Module({
  imports: [AttributesModule, ClaimScopesModule, PeopleModule],
  providers: [ClientLifetimes, AccessRules, ClientExpressions, ReleaseClaims],
  exports: [ClientLifetimes, AccessRules, ClientExpressions, ReleaseClaims],
})
export class ClaimsModule {}
