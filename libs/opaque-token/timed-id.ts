import { drawBytes } from '../random/draw-bytes'

/** In the order in which databases sort them; no dash, so that on a command line an id is no option. */
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'
const timeDigits = 4
const randomCharacters = 18

/**
 * A new identifier for what has rows in the database, and no secret: 22 characters, four for the second, from the same one anew after half
 * a year, and eighteen of 108 random bits. Rows of one time lie side by side in an index; ids without an order would each go to a page of
 * their own, and the database would have to write them all.
 *
 * @param at milliseconds since the epoch
 */
export function newTimedId(at = Date.now()): string {
  return timeOf(Math.floor(at / 1000)) + drawBytes(14).toString('base64url').slice(0, randomCharacters)
}

function timeOf(seconds: number): string {
  let [text, rest] = ['', seconds]
  for (let place = 0; place < timeDigits; place += 1)
    [text, rest] = [digits.charAt(rest % digits.length) + text, Math.floor(rest / digits.length)]
  return text
}
