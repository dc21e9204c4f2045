/** What a statement answers, by column. */
export type Row = Readonly<Record<string, unknown>>

/** What a statement is given. */
export type Value = string | number | boolean | null
