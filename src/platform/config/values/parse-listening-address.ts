import { isIP } from 'node:net'
import { BrokenRule } from './broken-rule'

/** Reads the address of an interface; a name would be whatever the resolver makes of it. */
export function parseListeningAddress(text: string): string {
  if (isIP(text) === 0) throw new BrokenRule('must be an IP address of this machine, such as 127.0.0.1 or ::1; 0.0.0.0 and :: are all')
  return text
}
