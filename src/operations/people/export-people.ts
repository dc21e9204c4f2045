import { Injectable } from '@nestjs/common'
import { UserExports } from '#records/users/user-exports.repository'
import type { ExportedUser } from '#records/users/user-exports.repository'

/** A person as `users import` and a seed read them: what says nothing is left out. */
export interface PersonEntry {
  readonly username: string
  readonly sub: string
  readonly password_hash?: string
  readonly claims?: Readonly<Record<string, unknown>>
  readonly attributes?: Readonly<Record<string, unknown>>
  readonly groups?: readonly string[]
  readonly roles?: ExportedUser['roles']
  readonly email_login?: boolean
  readonly disabled?: boolean
}

/** All people, in the order of their names. */
@Injectable()
export class ExportPeople {
  constructor(private readonly exports: UserExports) {}

  async *execute({ withPasswordHashes }: { readonly withPasswordHashes: boolean }): AsyncGenerator<PersonEntry, void> {
    for await (const user of this.exports.all()) yield toEntry(user, withPasswordHashes)
  }
}

const isSaid = (part: unknown): boolean => part !== null && part !== false && (typeof part !== 'object' || Object.keys(part).length > 0)

function toEntry(user: ExportedUser, withPasswordHash: boolean): PersonEntry {
  const { username, sub, claims, attributes, groups, roles, disabled } = user
  const password = withPasswordHash ? { password_hash: user.passwordHash } : {}
  const parts = { ...password, claims, attributes, groups, roles, email_login: user.emailLogin, disabled }
  return { username, sub, ...Object.fromEntries(Object.entries(parts).filter(([, part]) => isSaid(part))) }
}
