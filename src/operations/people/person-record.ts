/** What a file says of a person, by the line that it begins in; or what is wrong with it. */
export type PersonRecord = { readonly line: number; readonly value: unknown } | RefusedRecord

/** A person who is not taken over, and why. */
export interface RefusedRecord {
  readonly line: number
  /** As the file names the person, where it does. */
  readonly username?: string
  readonly rule: string
}
