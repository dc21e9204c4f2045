/** A field of a form that carries something on from page to page. */
export interface HiddenField {
  readonly name: string
  readonly value: string
}
