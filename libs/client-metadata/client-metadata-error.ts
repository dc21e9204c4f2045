/** A client's registration that can't be taken: which field, and in one line what is wrong with it and by which rule. Never a secret. */
export class ClientMetadataError extends Error {
  override readonly name = 'ClientMetadataError'

  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message)
  }
}

/** The usual sentence: the field, a colon, what is wrong. */
export const wrongField = (field: string, sentence: string): ClientMetadataError => new ClientMetadataError(field, `${field}: ${sentence}`)
