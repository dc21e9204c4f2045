import { BrokenRule } from './broken-rule'

/** Reads a comma-separated list; each item by the parser given. */
export const parseList =
  <Item>(parseItem: (text: string) => Item) =>
  (text: string): readonly Item[] => {
    const items = text.split(',').map((item) => item.trim())
    if (items.includes('')) throw new BrokenRule('must be a comma-separated list without empty items')
    return items.map((item) => parseItem(item))
  }
