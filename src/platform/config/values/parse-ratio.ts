import { BrokenRule } from './broken-rule'

/** Reads a part of the whole. */
export function parseRatio(text: string): number {
  if (!/^(?:0?\.\d+|[01](?:\.0+)?|0\.\d+)$/.test(text)) throw new BrokenRule('must be a number from 0 to 1')
  return Number(text)
}
