import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A folder of the demo client's sources: beside this file, or where what is compiled of it was made from. */
export function demoFolder(name: 'views' | 'assets', from = __dirname): string {
  const here = join(from, 'demo', 'client', name)
  if (existsSync(here)) return here
  if (dirname(from) === from) throw new Error(`the folder demo/client/${name} is missing`)
  return demoFolder(name, dirname(from))
}
