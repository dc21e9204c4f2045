const hosts = ['localhost', '127.0.0.1', '[::1]'] as const

/** An http URI of this machine, in its parts as written: nothing is normalised, so nothing can be confused. */
export interface LoopbackUri {
  readonly host: (typeof hosts)[number]
  readonly port: string | undefined
  /** Path and query. */
  readonly rest: string
}

const loopbackSyntax = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?::([1-9]\d{0,4}))?((?:[/?].*)?)$/

/**
 * Reads an http URI whose host is localhost or a loopback literal; undefined for every other one (127.1, 0x7f.1, user@host, …).
 *
 * @see https://www.rfc-editor.org/rfc/rfc8252#section-7.3
 */
export function parseLoopbackUri(uri: string): LoopbackUri | undefined {
  const [, name, port, rest = ''] = loopbackSyntax.exec(uri) ?? []
  const host = hosts.find((one) => one === name)
  if (host === undefined || Number(port ?? 80) > 65_535) return undefined
  return { host, port, rest }
}
