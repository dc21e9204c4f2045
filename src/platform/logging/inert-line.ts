import { toInertText } from '#libs/terminal/inert-text'

const inertLines = (text: string): string => text.split('\n').map(toInertText).join('\n')

/** A line of JSON without control characters: those that pino lets through are escaped as JSON escapes them, so that a raw log cannot act on a terminal. */
export const toInertLine = (line: string): string => `${toInertText(line.trimEnd())}\n`

/** The same for a terminal, where each text is written out as it is: in it the escapes stay. Stacks keep their lines. */
export const toInertValues = (line: string): string =>
  `${JSON.stringify(JSON.parse(line, (_, value: unknown) => (typeof value === 'string' ? inertLines(value) : value)))}\n`
