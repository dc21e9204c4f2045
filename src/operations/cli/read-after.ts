import type { VerbOption } from './cli-verb'

/** The option by which a list goes on where the last one ended. */
export const afterOption: VerbOption = { type: 'string', description: 'Those that come after this one.' }

export const readAfter = (text: string | boolean | undefined): string => (typeof text === 'string' ? text : '')
