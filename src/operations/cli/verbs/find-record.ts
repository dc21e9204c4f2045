import { Injectable } from '@nestjs/common'
import { ClientAdministration } from '#records/clients/client-administration'
import type { AdministeredClient } from '#records/clients/client-administration'
import { UserAdministration } from '#records/users/user-administration'
import type { AdministeredUser } from '#records/users/user-administration'
import { NotFound } from '../not-found'

/** Finds what an argument names. */
@Injectable()
export class FindRecord {
  constructor(
    private readonly clients: ClientAdministration,
    private readonly users: UserAdministration,
  ) {}

  /** @throws NotFound */
  async client(clientId: string): Promise<AdministeredClient> {
    const client = await this.clients.find(clientId)
    if (!client) throw new NotFound('client', clientId)
    return client
  }

  /** By name, or by sub. @throws NotFound */
  async user(nameOrSub: string): Promise<AdministeredUser> {
    const user = await this.users.find(nameOrSub)
    if (!user) throw new NotFound('user', nameOrSub)
    return user
  }
}
