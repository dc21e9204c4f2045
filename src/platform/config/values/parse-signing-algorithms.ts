import { signingAlgorithms } from '#libs/jws/signing-algorithms'
import type { SigningAlgorithm } from '#libs/jws/signing-algorithms'
import { BrokenRule } from './broken-rule'
import { parseList } from './parse-list'

const read = parseList((text): SigningAlgorithm => {
  const found = signingAlgorithms.find((algorithm) => algorithm === text)
  if (found === undefined) throw new BrokenRule(`must be a list of ${signingAlgorithms.join(', ')}`)
  return found
})

/** Reads what tokens may be signed with, in an order of our own. ES256 is what access tokens and FAPI 2.0 clients get unless told. */
export function parseSigningAlgorithms(text: string): readonly SigningAlgorithm[] {
  const named = new Set(read(text))
  if (!named.has('ES256')) throw new BrokenRule('must include ES256, the default of access tokens and of FAPI 2.0 clients')
  return signingAlgorithms.filter((algorithm) => named.has(algorithm))
}
