import { Injectable } from '@nestjs/common'

/** The addresses whose GET does something: it makes a code, or uses a request up. Features name them when they start. */
@Injectable()
export class ActingAddresses {
  readonly #paths = new Set<string>()

  register(path: string): void {
    this.#paths.add(path)
  }

  has(path: string): boolean {
    return this.#paths.has(path)
  }
}
