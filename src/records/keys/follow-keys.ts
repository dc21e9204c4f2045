import { Injectable, Logger } from '@nestjs/common'
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common'
import { EncryptionKeys } from '#platform/deployment/encryption-keys'
import { RotateKeys } from './rotate-keys'
import { SigningKeys } from './signing-keys'

/** Milliseconds between two looks: what one node does with the keys, every other has done within two seconds. */
const lookEvery = 1_000

/** While the server runs it follows the signing keys, and moves them on when their time has come. */
@Injectable()
export class FollowKeys implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger('Keys')
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined
  #failedBefore = false

  constructor(
    private readonly signingKeys: SigningKeys,
    private readonly rotateKeys: RotateKeys,
    private readonly encryptionKeys: EncryptionKeys,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.look(), lookEvery).unref()
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer)
    await this.#looking
  }

  /** One look, unless one is under way. It fails quietly: the next one comes. */
  async look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined))
    return this.#looking
  }

  async #look(): Promise<void> {
    try {
      await this.#followAndTend()
      this.#failedBefore = false
    } catch (error) {
      // Once, not every second, for as long as the database is away.
      if (!this.#failedBefore)
        this.#logger.warn({ err: error }, 'The signing keys could not be looked after; it is tried again every second')
      this.#failedBefore = true
    }
  }

  async #followAndTend(): Promise<void> {
    if (this.rotateKeys.isDue(await this.signingKeys.follow())) {
      await this.rotateKeys.tend()
      await this.signingKeys.follow()
    }
    await this.encryptionKeys.touch()
  }
}
