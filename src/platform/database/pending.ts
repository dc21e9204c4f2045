/** Statements of a unit whose answers nobody waits for before its end. */
export class Pending {
  readonly #statements: Promise<unknown>[] = []

  /** A failure is heard of at the end; where the unit has failed before, nobody asks. */
  add(statement: Promise<unknown>): void {
    statement.catch(() => undefined)
    this.#statements.push(statement)
  }

  /** @throws what the first of them that failed threw */
  async done(): Promise<void> {
    await Promise.all(this.#statements)
  }
}
