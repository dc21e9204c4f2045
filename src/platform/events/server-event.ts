import type { KeptEvents, NotedEvents, StrangersEvents } from './event-catalog'

export type NotedName = keyof NotedEvents
export type KeptName = keyof KeptEvents
/** What is kept only with a voucher. */
export type StrangersName = keyof StrangersEvents
export type EventName = NotedName | KeptName

export type FieldsOf = NotedEvents & KeptEvents

/** Something that happened. */
export type ServerEvent<Name extends EventName = EventName> = {
  [One in Name]: {
    readonly name: One
    /** Milliseconds since the epoch. */
    readonly at: number
    readonly fields: FieldsOf[One]
  }
}[Name]
