import { Injectable } from '@nestjs/common'
import { findUnsigned } from '#libs/client-metadata/find-unsigned'
import { signingAlgorithms } from '#libs/jws/signing-algorithms'
import { KeySettings } from '#platform/config/key-settings'
import { StartRefused } from '#platform/config/start-refused'
import { Clients } from '#records/clients/clients.repository'
import { Resources } from '#records/resources/resources.repository'

const most = 5

/** Refuses to start where a registered client or resource requires an algorithm that ALDGATE_SIGNING_ALGORITHMS leaves out. */
@Injectable()
export class CheckSigningAlgorithms {
  constructor(
    private readonly clients: Clients,
    private readonly resources: Resources,
    private readonly settings: KeySettings,
  ) {}

  /** @throws StartRefused */
  async execute(): Promise<void> {
    const { algorithms } = this.settings
    if (algorithms.length === signingAlgorithms.length) return
    const found = [...(await this.#clients()), ...(await this.#resources())]
    if (found.length === 0) return
    const more = found.length > most ? ` and ${found.length - most} more` : ''
    throw new StartRefused(
      `ALDGATE_SIGNING_ALGORITHMS is ${algorithms.join(',')}, but ${found.slice(0, most).join(', ')}${more} still require others: change them in the seed, or add what is missing`,
    )
  }

  async #clients(): Promise<readonly string[]> {
    const all = await this.clients.all()
    return all
      .map(({ clientId, metadata }) => ({ clientId, missing: findUnsigned(metadata, this.settings.algorithms) }))
      .filter(({ missing }) => missing !== undefined)
      .map(({ clientId, missing }) => `client "${clientId}" (${missing})`)
  }

  async #resources(): Promise<readonly string[]> {
    const formats = await this.resources.tokenFormats()
    return [...formats]
      .filter(([, { algorithm }]) => !this.settings.algorithms.includes(algorithm))
      .map(([resource, { algorithm }]) => `resource "${resource}" (${algorithm})`)
  }
}
