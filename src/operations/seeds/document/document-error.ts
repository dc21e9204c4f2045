/** Where in the document a value stands: names and positions from the top. */
export type Path = readonly (string | number)[]

/** What is wrong at one place in a document, before anything is known of its entries. */
export class DocumentError extends Error {
  constructor(
    readonly path: Path,
    rule: string,
  ) {
    super(rule)
  }
}
