import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder of the templates: beside the sources, and as well beside what is compiled of them. */
export function viewsFolder(from = __dirname): string {
  const here = join(from, 'views')
  if (existsSync(join(here, 'layout.eta'))) return here
  if (dirname(from) === from) throw new Error('the folder views, with layout.eta, is missing')
  return viewsFolder(dirname(from))
}
