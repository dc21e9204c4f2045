/** A text may hold more than anybody reads: what is far left is not looked at before it is asked for. */
export type FromRight = Generator<string, void>

/**
 * The parts of a text between separators, the last part first; separators in double quotes part nothing.
 *
 * A proxy appends to what it was sent. Read from the right, its own well-formed part is found whatever stands before it: a quote that
 * somebody opened there and never closed takes nothing along.
 */
export function* splitFromRight(text: string, separator: string): FromRight {
  let [end, isQuoted] = [text.length, false]
  for (let at = text.length - 1; at >= 0; at -= 1) {
    if (text[at] === '"') isQuoted = !isQuoted
    if (text[at] !== separator || isQuoted) continue
    yield text.slice(at + 1, end)
    end = at
  }
  yield text.slice(0, end)
}
