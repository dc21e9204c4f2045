/** Something that keeps the demo from starting, in a sentence for the terminal. */
export class DemoError extends Error {
  override readonly name = 'DemoError'
}
