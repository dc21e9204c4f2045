import { BlockList, isIPv6 } from 'node:net'

const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4')

/** Addresses and ranges (CIDR) that have something in common. */
export class AddressList {
  readonly #list = new BlockList()

  constructor(entries: readonly string[]) {
    for (const entry of entries) this.#add(entry)
  }

  holds(address: string): boolean {
    return this.#list.check(address, familyOf(address))
  }

  #add(entry: string): void {
    const [address = '', prefix] = entry.split('/')
    if (prefix === undefined) this.#list.addAddress(address, familyOf(address))
    else this.#list.addSubnet(address, Number(prefix), familyOf(address))
  }
}
