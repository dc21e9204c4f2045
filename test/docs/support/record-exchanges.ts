/** A request and its answer, as they went over the wire. */
export interface Exchange {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: string
  readonly response: { readonly status: number; readonly headers: Headers; readonly text: string }
}

/** Everything that is fetched in this process while something runs. */
export async function recordExchanges(run: () => Promise<unknown>): Promise<readonly Exchange[]> {
  const { fetch } = globalThis
  const exchanges: Exchange[] = []
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const [{ method, url, headers }, body] = [request, await request.clone().text()]
    const response = await fetch(input, init)
    const text = await response.clone().text()
    exchanges.push({ method, url, headers, body, response: { status: response.status, headers: response.headers, text } })
    return response
  }
  try {
    await run()
  } finally {
    globalThis.fetch = fetch
  }
  return exchanges
}
