const [quote, escape, colon] = ['"', '\\', ':'].map((character) => character.charCodeAt(0))

/** How many members the objects of a valid JSON text have as it is written: each has one colon outside of strings. */
export function countWrittenMembers(text: string): number {
  let [members, isInString] = [0, false]
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (isInString && character === escape) at++
    else if (character === quote) isInString = !isInString
    else if (!isInString && character === colon) members++
  }
  return members
}
