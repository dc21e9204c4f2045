import { Injectable } from '@nestjs/common'
import { Consents } from '#records/consents/consents.repository'
import { GrantedClients } from './granted-clients'

/** Takes back what a person has allowed a client, with all that it was granted. */
@Injectable()
export class WithdrawAccess {
  constructor(
    private readonly grantedClients: GrantedClients,
    private readonly consents: Consents,
  ) {}

  /** A client that has nothing of the person loses nothing. */
  async execute(sub: string, clientId = ''): Promise<void> {
    if (await this.grantedClients.has(sub, clientId)) await this.consents.withdraw({ sub, clientId })
  }
}
