import { Injectable, Logger } from '@nestjs/common'
import { dueSteps } from '#libs/key-schedule/key-schedule'
import type { DueStep, ScheduledKey } from '#libs/key-schedule/key-schedule'
import { Clock } from '#platform/clock/clock'
import { KeySettings } from '#platform/config/key-settings'
import { AdvisoryLocks, locks } from '#platform/database/advisory-locks'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { makeKeyPair } from './make-key-pair'
import type { SigningAlgorithm } from '#libs/jws/signing-algorithms'
import { SigningKeysRepository } from './signing-keys.repository'

/** Somebody else did something to the same keys at the same moment: this unit is undone. */
class Overtaken extends Error {
  override readonly message = 'somebody else changed the signing keys at the same moment; try again'
}

/**
 * Moves the signing keys through their lives: announced, signing, retired, gone. One node at a time does it, and each step happens once.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#RotateSigKeys
 */
@Injectable()
export class RotateKeys {
  readonly #logger = new Logger('Keys')

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly advisoryLocks: AdvisoryLocks,
    private readonly repository: SigningKeysRepository,
    private readonly clock: Clock,
    private readonly settings: KeySettings,
  ) {}

  /** Whether anything is to be done by now. */
  isDue(keys: readonly ScheduledKey[]): boolean {
    return this.#due(keys).length > 0
  }

  /** Does all that is due by now. */
  async tend(): Promise<void> {
    await this.#alone(async (keys) => {
      for (const due of this.#due(keys)) await this.#take(due, keys)
    })
  }

  /** Has the algorithms' keys replaced as soon as clients can know the next ones. */
  async rotate(algorithms: readonly string[]): Promise<void> {
    await this.#alone(async (keys) => {
      for (const { kid, rotateAt } of of(keys, 'signing', algorithms))
        if (rotateAt === null) await this.repository.rotateFrom(kid, this.clock.now())
    })
    await this.tend()
  }

  /** Replaces all keys of the algorithms by new ones at once: what the old ones have signed is refused from now on. With all, those that are not used go too. */
  async replace(algorithms: readonly SigningAlgorithm[]): Promise<void> {
    const made = await Promise.all(algorithms.map((algorithm) => makeKeyPair(algorithm)))
    await this.#alone(async (keys) => {
      const isAll = this.settings.algorithms.every((used) => algorithms.includes(used))
      const old = keys.filter(({ algorithm }) => isAll || algorithms.includes(algorithm as SigningAlgorithm)).map(({ kid }) => kid)
      await this.unitOfWork.run(async () => {
        await this.repository.remove(old)
        for (const key of made) if (!(await this.repository.add(key, 'signing', this.clock.now()))) throw new Overtaken()
      })
      this.#logger.warn(`The keys ${old.join(', ')} are gone; signing from now on: ${made.map(({ kid }) => kid).join(', ')}`)
    })
  }

  /** Ends a key: one that signs is retired, and another signs in its place if its algorithm is in use; one that was only announced goes. Says whether there was one. */
  async retire(kid: string): Promise<boolean> {
    return this.#alone(async (keys) => {
      const key = keys.find((candidate) => candidate.kid === kid)
      if (key?.state === 'signing') await this.#succeed(key, keys)
      if (key?.state === 'announced') await this.repository.remove([kid])
      return key !== undefined
    })
  }

  /** Takes a key away at once: what it has signed is refused from now on. Says whether there was one. */
  async withdraw(kid: string): Promise<boolean> {
    const wasThere = await this.retire(kid)
    await this.repository.remove([kid])
    if (wasThere) this.#logger.warn(`The key ${kid} is gone: what it has signed is refused`)
    return wasThere
  }

  async #alone<Result>(work: (keys: readonly ScheduledKey[]) => Promise<Result>): Promise<Result> {
    return this.advisoryLocks.hold(locks.keys, async () => work(await this.repository.schedule()))
  }

  #due(keys: readonly ScheduledKey[]): readonly DueStep[] {
    return dueSteps(keys, this.settings, this.clock.now())
  }

  async #take({ step, key }: DueStep, keys: readonly ScheduledKey[]): Promise<void> {
    const { kid, algorithm } = key
    if (step === 'announce') return this.#announce(algorithm)
    if (step === 'sign') return this.#replaceBy(key, of(keys, 'signing', [algorithm])[0])
    await this.repository.remove([kid])
    this.#logger.log(`${algorithm}: the key ${kid} is deleted`)
  }

  async #announce(algorithm: string): Promise<void> {
    const key = await makeKeyPair(algorithm as SigningAlgorithm)
    if (await this.repository.add(key, 'announced', this.clock.now())) this.#logger.log(`${algorithm}: the key ${key.kid} is announced`)
  }

  async #succeed(signing: ScheduledKey, keys: readonly ScheduledKey[]): Promise<void> {
    if (!this.settings.algorithms.some((used) => used === signing.algorithm)) {
      await this.repository.retire(signing.kid, this.clock.now())
      return
    }
    const [announced] = of(keys, 'announced', [signing.algorithm])
    if (!announced) await this.#announce(signing.algorithm)
    const [next] = announced ? [announced] : of(await this.repository.schedule(), 'announced', [signing.algorithm])
    if (next) await this.#replaceBy(next, signing)
  }

  async #replaceBy(announced: ScheduledKey, signing: ScheduledKey | undefined): Promise<void> {
    const now = this.clock.now()
    await this.unitOfWork.run(async () => {
      if (signing && !(await this.repository.retire(signing.kid, now))) throw new Overtaken()
      if (!(await this.repository.promote(announced.kid, now))) throw new Overtaken()
    })
    this.#logger.log(`${announced.algorithm}: the key ${announced.kid} signs`)
  }
}

const of = (keys: readonly ScheduledKey[], state: ScheduledKey['state'], algorithms: readonly string[]) =>
  keys.filter((key) => key.state === state && algorithms.includes(key.algorithm))
