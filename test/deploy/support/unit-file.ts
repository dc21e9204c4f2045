import { readText } from './files'

/** A unit of systemd: section, name and value of each line. */
export const readUnit = (path: string): readonly { readonly section: string; readonly name: string; readonly value: string }[] => {
  let section = ''
  return readText(path)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line) => {
      const [, heading] = /^\[(\w+)\]$/.exec(line) ?? []
      if (heading !== undefined) section = heading
      if (heading !== undefined) return []
      const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? []
      if (name === undefined || value === undefined) throw new Error(`${path}: no line of a unit: ${line}`)
      return [{ section, name, value }]
    })
}
