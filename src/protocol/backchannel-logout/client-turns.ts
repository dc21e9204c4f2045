/** So many deliveries to one client are under way at a time. */
const mostOfOne = 2
/** So many in a row without an answer, and the client is left alone for a while. */
const mostSilent = 3
/** Seconds for which a client is left alone that does not answer. */
export const pauseSeconds = 60

/** Who is being told on this node, and who does not answer: a client that hangs takes two places at most, and none while it is left alone. */
export class ClientTurns {
  readonly #underWay = new Map<string, number>()
  readonly #silent = new Map<string, number>()

  /** Clients that are being told as much as they may. */
  get busy(): readonly string[] {
    return [...this.#underWay].filter(([, count]) => count >= mostOfOne).map(([clientId]) => clientId)
  }

  begin(clientId: string): void {
    this.#underWay.set(clientId, (this.#underWay.get(clientId) ?? 0) + 1)
  }

  /** @returns whether the client is to be left alone now */
  end(clientId: string, answered: boolean): boolean {
    const left = (this.#underWay.get(clientId) ?? 1) - 1
    if (left > 0) this.#underWay.set(clientId, left)
    else this.#underWay.delete(clientId)
    const silent = answered ? 0 : (this.#silent.get(clientId) ?? 0) + 1
    if (silent > 0 && silent < mostSilent) this.#silent.set(clientId, silent)
    else this.#silent.delete(clientId)
    return silent >= mostSilent
  }
}
