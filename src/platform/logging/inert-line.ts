import { toInertText } from '#libs/terminal/inert-text'

const inertLines = (text: string): string => text.split('\n').map(toInertText).join('\n')

/** A line of JSON in which nothing acts on whoever reads it raw: what pino lets through is escaped as JSON escapes it. */
export const toInertLine = (line: string): string => `${toInertText(line.trimEnd())}\n`

/** The same for a terminal, where each text is written out as it is: in it the escapes stay. Stacks keep their lines. */
export const toInertValues = (line: string): string =>
  `${JSON.stringify(JSON.parse(line, (_, value: unknown) => (typeof value === 'string' ? inertLines(value) : value)))}\n`
