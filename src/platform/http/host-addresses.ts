import { Injectable } from '@nestjs/common'

/**
 * The addresses that this server answers at the root of its host too when the issuer has a path: what supervisors ask a node, and what a
 * specification places there. Features name them when they start; everything else lies below the issuer's path alone.
 */
@Injectable()
export class HostAddresses {
  readonly #paths = new Map<string, string>()

  /** @param path what is answered there, as its controller declares it */
  register(atTheRoot: string, path = atTheRoot): void {
    this.#paths.set(atTheRoot, path)
  }

  of(path: string): string | undefined {
    return this.#paths.get(path)
  }
}
