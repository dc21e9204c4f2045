import type { KeptEvents, NotedEvents } from './event-catalog'

export type NotedName = keyof NotedEvents
export type KeptName = keyof KeptEvents
export type EventName = NotedName | KeptName

type FieldsOf = NotedEvents & KeptEvents

/** Something that happened. */
export type ServerEvent<Name extends EventName = EventName> = {
  [One in Name]: {
    readonly name: One
    /** Milliseconds since the epoch. */
    readonly at: number
    readonly fields: FieldsOf[One]
  }
}[Name]
