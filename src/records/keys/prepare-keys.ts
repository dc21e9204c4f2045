import { Injectable } from '@nestjs/common'
import { Clock } from '#platform/clock/clock'
import { KeySettings } from '#platform/config/key-settings'
import { AdvisoryLocks, locks } from '#platform/database/advisory-locks'
import { EncryptionKeys } from '#platform/deployment/encryption-keys'
import { Secrets } from '#platform/secrets/secrets'
import { makeKeyPair } from './make-key-pair'
import { SigningKeysRepository } from './signing-keys.repository'

/** Makes sure that there is a key of each algorithm in use, and that all open under the first key of KEY_ENCRYPTION_KEY. One node at a time does it. */
@Injectable()
export class PrepareKeys {
  constructor(
    private readonly advisoryLocks: AdvisoryLocks,
    private readonly encryptionKeys: EncryptionKeys,
    private readonly repository: SigningKeysRepository,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly settings: KeySettings,
  ) {}

  /** @throws StartRefused when this node has not the keys that the database is sealed under */
  async execute(): Promise<void> {
    await this.advisoryLocks.hold(locks.keys, async () => {
      await this.encryptionKeys.check()
      await this.reseal()
      await this.encryptionKeys.adopt()
      await this.#makeMissing()
    })
  }

  /** Seals anew what is not sealed under the first key; says how many keys that were. */
  async reseal(): Promise<number> {
    const { id } = this.secrets.keyFor('signing-keys')
    let resealed = 0
    for (const key of await this.repository.all()) {
      if (key.sealedPrivateJwk === '') continue
      this.repository.openPrivate(key)
      if (!key.sealedPrivateJwk.startsWith(`${id}.`) && (await this.repository.reseal(key))) resealed += 1
    }
    return resealed
  }

  async #makeMissing(): Promise<void> {
    const inUse = (await this.repository.schedule()).filter(({ state }) => state !== 'retired')
    const known = new Set(inUse.map(({ algorithm }) => algorithm))
    const missing = this.settings.algorithms.filter((algorithm) => !known.has(algorithm))
    const made = await Promise.all(missing.map((algorithm) => makeKeyPair(algorithm)))
    for (const key of made) await this.repository.add(key, 'signing', this.clock.now())
  }
}
