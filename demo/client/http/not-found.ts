/** There is no such page, or this browser has no such tour. */
export class NotFound extends Error {
  override readonly name = 'NotFound'
}
