/** What a terminal acts on, what turns the direction of text, and what cannot be seen. */
const active = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Text from any source with control characters escaped, so that it has no effect on a terminal; within JSON the escapes are JSON's own. */
export const toInertText = (text: string): string => text.replaceAll(active, (character) => character.split('').map(escapeUnit).join(''))
