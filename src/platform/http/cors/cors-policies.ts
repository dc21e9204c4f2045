import { Injectable } from '@nestjs/common'
import { enforces } from '#libs/checks/enforces'

enforces('FAPI2-SP-FINAL-5.2.3-3', 'RFC9700-2.6', 'RFC7009-2.3')

/** From which origins browsers may call an address, and by which methods. */
export interface CorsPolicy {
  readonly origins: 'any' | ((origin: string) => Promise<boolean>)
  readonly methods: readonly string[]
}

/** The addresses that answer across origins. Features name them when they start; everything else never does. */
@Injectable()
export class CorsPolicies {
  readonly #byPath = new Map<string, CorsPolicy>()

  register(path: string, policy: CorsPolicy): void {
    this.#byPath.set(path, policy)
  }

  of(path: string): CorsPolicy | undefined {
    return this.#byPath.get(path)
  }
}
