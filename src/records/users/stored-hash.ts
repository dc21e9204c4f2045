import { describeScheme } from '#libs/password-hash/describe-scheme'
import { parsePasswordHash } from '#libs/password-hash/parse-password-hash'
import { toPasswordCost } from '#libs/password-hash/password-cost'
import { UnusablePasswordHash } from '#libs/password-hash/password-hash'
import type { PasswordHash } from '#libs/password-hash/password-hash'

/** The hash that an account has, read; undefined where it can no longer be verified. */
export function readStoredHash(stored: string): PasswordHash | undefined {
  try {
    return parsePasswordHash(stored)
  } catch (error) {
    if (error instanceof UnusablePasswordHash) return undefined
    throw error
  }
}

/** What it costs to verify; undefined where it cannot be. */
export function costOf(stored: string): string | undefined {
  const hash = readStoredHash(stored)
  return hash && toPasswordCost(hash)
}

/** What the password was hashed with, in words. */
export function schemeOf(stored: string): string {
  const hash = readStoredHash(stored)
  return hash ? describeScheme(hash) : 'in a form that cannot be verified'
}
