/** What a message's places are filled with. */
export type MessageArguments = Readonly<Record<string, string | number>>

/** A sentence for people that is in no language yet: its id in views/locales, and what fills its places. */
export interface Message {
  readonly id: string
  readonly args?: MessageArguments
}

/** Names a message of views/locales. Ids are written out, so that a test finds those that are missing or unused. */
export const message = (id: string, args?: MessageArguments): Message => ({ id, ...(args && { args }) })
