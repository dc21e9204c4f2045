import { BrokenRule } from './broken-rule'

/** Makes a parser of a closed list of words, each with what it stands for. */
export const parseChoice =
  <Value>(choices: ReadonlyMap<string, Value>) =>
  (text: string): Value => {
    const value = choices.get(text)
    if (value === undefined) throw new BrokenRule(`must be one of ${[...choices.keys()].join(', ')}`)
    return value
  }

/** The same where each word stands for itself. */
export const parseWord = <Word extends string>(...words: readonly Word[]) =>
  parseChoice(new Map(words.map((word) => [word as string, word])))
