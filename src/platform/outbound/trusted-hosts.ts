/** A host as it is compared: lower case, no final dot. */
const spelled = (host: string) => host.toLowerCase().replace(/\.$/, '')

/** The hosts that may be private; compared whole, never by their ends. */
export class TrustedHosts {
  readonly #hosts: ReadonlySet<string>

  constructor(hosts: readonly string[]) {
    this.#hosts = new Set(hosts.map(spelled))
  }

  has({ hostname }: URL): boolean {
    return this.#hosts.has(spelled(hostname))
  }
}
