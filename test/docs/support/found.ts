import type { Exchange } from './record-exchanges'

/** The one exchange that something holds of. */
export function found(exchanges: readonly Exchange[], path: string, isIt: (exchange: Exchange) => boolean = () => true): Exchange {
  const one = exchanges.find((exchange) => new URL(exchange.url).pathname === path && isIt(exchange))
  if (one === undefined) throw new Error(`${path} was not asked: ${exchanges.map(({ url }) => url).join(' ')}`)
  return one
}

/** The answer that leads the browser back to the client. */
export const leadsTo =
  (address: string) =>
  ({ response }: Exchange): boolean =>
    response.headers.get('location')?.startsWith(address) ?? false
