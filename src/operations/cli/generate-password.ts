import { drawBytes } from '#libs/random/draw-bytes'

/** 32 characters that nobody mistakes for another: five bits each. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'
const [groups, perGroup] = [4, 5]

/** A password of 100 random bits, in groups that can be read aloud. */
export function generatePassword(): string {
  const characters = Array.from(drawBytes(groups * perGroup), (byte) => alphabet[byte % alphabet.length])
  return Array.from({ length: groups }, (_, group) => characters.slice(group * perGroup, (group + 1) * perGroup).join('')).join('-')
}
