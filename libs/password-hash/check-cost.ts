import { UnusablePasswordHash } from './password-hash'

/**
 * The most that one verification may cost: an imported hash runs in the login of whoever names its account. Memory in KiB; bcrypt's cost is
 * a base-2 logarithm.
 */
export const costBounds = {
  argon2MemoryKiB: 262_144,
  argon2Passes: 20,
  argon2Lanes: 16,
  argon2WorkKiB: 2_097_152,
  bcryptCost: 14,
  scryptMemoryKiB: 262_144,
  scryptLanes: 16,
  scryptWorkKiB: 1_048_576,
  pbkdf2Iterations: 2_000_000,
} as const

/** Shortest salt and key, in bytes: what is shorter is no hash that one of the known servers made. */
const [shortestSalt, shortestKey] = [4, 16]

/** @throws UnusablePasswordHash when the value is no whole number from 1 to the bound */
export function checkCost(bound: keyof typeof costBounds, value: number): void {
  const most = costBounds[bound]
  if (!Number.isSafeInteger(value) || value < 1 || value > most) throw new UnusablePasswordHash(`${words[bound]} must be 1 to ${most}`)
}

/** @throws UnusablePasswordHash when one of them is too short to be genuine */
export function checkSizes(salt: Buffer, key: Buffer): void {
  if (salt.length < shortestSalt) throw new UnusablePasswordHash(`the salt must have ${shortestSalt} bytes or more`)
  if (key.length < shortestKey) throw new UnusablePasswordHash(`the hash must have ${shortestKey} bytes or more`)
}

const words: Readonly<Record<keyof typeof costBounds, string>> = {
  argon2MemoryKiB: "argon2's memory (m, in KiB)",
  argon2Passes: "argon2's passes (t)",
  argon2Lanes: "argon2's lanes (p)",
  argon2WorkKiB: "argon2's memory times its passes (m · t, in KiB)",
  bcryptCost: "bcrypt's cost",
  scryptMemoryKiB: "scrypt's memory (128 · N · r, in KiB)",
  scryptLanes: "scrypt's lanes (p)",
  scryptWorkKiB: "scrypt's memory times its lanes (128 · N · r · p, in KiB)",
  pbkdf2Iterations: "PBKDF2's iterations, times the digests that its hash is long,",
}
