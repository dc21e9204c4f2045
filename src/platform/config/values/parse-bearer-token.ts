import { BrokenRule } from './broken-rule'

const syntax = /^[\w.~+/-]{32,}=*$/

/** Reads a token that somebody shows as RFC 6750 has it, long enough that nobody guesses it. */
export function parseBearerToken(text: string): string {
  if (!syntax.test(text)) throw new BrokenRule('must have 32 characters or more of A-Z a-z 0-9 - . _ ~ + / (openssl rand -hex 32)')
  return text
}
