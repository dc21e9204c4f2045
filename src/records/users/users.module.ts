import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { CookiesModule } from '#platform/http/cookies.module'
import { AttemptsModule } from '#records/attempts/attempts.module'
import { PeopleModule } from '#records/people/people.module'
import { KnownBrowsers } from './known-browsers'
import { LogIn } from './log-in'
import { PasswordCosts } from './password-costs'
import { PasswordMetrics } from './password.metrics'
import { PasswordPolicy } from './password-policy'
import { Passwords } from './passwords'
import { RenewPasswordHash } from './renew-password-hash'
import { UserAdministration } from './user-administration'
import { UserRow } from './user.entity'
import { UserExports } from './user-exports.repository'
import { UserImports } from './user-imports.repository'
import { Users } from './users.repository'

/** People's accounts, claims and passwords. */
@Module({
  imports: [TypeOrmModule.forFeature([UserRow]), AttemptsModule, CookiesModule, PeopleModule],
  providers: [
    Users,
    UserAdministration,
    Passwords,
    PasswordPolicy,
    PasswordMetrics,
    LogIn,
    KnownBrowsers,
    PasswordCosts,
    RenewPasswordHash,
    UserExports,
    UserImports,
  ],
  exports: [UserExports, UserImports, PasswordCosts, Users, UserAdministration, Passwords, PasswordPolicy, LogIn, KnownBrowsers],
})
export class UsersModule {}
