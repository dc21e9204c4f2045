import { Injectable } from '@nestjs/common'

/** Whether this node takes requests: a balancer asks before it sends any. */
@Injectable()
export class Readiness {
  #isDraining = false

  get isDraining(): boolean {
    return this.#isDraining
  }

  /** From now on the node says that it is not ready, while it still answers. */
  drain(): void {
    this.#isDraining = true
  }
}
