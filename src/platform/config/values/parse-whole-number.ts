import { BrokenRule } from './broken-rule'

const digits = /^\d{1,12}$/

/** Reads decimal digits alone: no sign, no fraction, no unit. */
export function parseWholeNumber(text: string): number {
  if (!digits.test(text)) throw new BrokenRule('must be a whole number')
  return Number(text)
}
