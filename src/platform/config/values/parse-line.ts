import { BrokenRule } from './broken-rule'

/** Makes a parser of text that is shown to people: one line, bounded. */
export const parseLine =
  (longest: number) =>
  (text: string): string => {
    if (text.length > longest || /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text))
      throw new BrokenRule(`must be one line of at most ${longest} characters`)
    return text
  }
