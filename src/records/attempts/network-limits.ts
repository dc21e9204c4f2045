import { networkFactors } from '#libs/ip-address/rate-key'
import type { Limit } from './attempts'

/**
 * The limits of something for the networks that an address lies in.
 *
 * @param networks the smallest first, as rateKeys() names them
 */
export const limitsOfNetworks = (
  networks: readonly string[],
  what: readonly string[],
  { failures, windowSeconds }: Pick<Limit, 'failures' | 'windowSeconds'>,
): readonly Limit[] =>
  networks.map((network, index) => ({ of: [...what, network], failures: failures * (networkFactors[index] ?? 1), windowSeconds }))
