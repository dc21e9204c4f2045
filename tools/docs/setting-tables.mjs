import { code, toTable } from './table.mjs'

const toDefault = ({ default: usual, developmentDefault }) => {
  if (developmentDefault !== undefined) return `${code(developmentDefault)} in development`
  return usual === undefined ? 'none' : code(usual)
}
const toRow = (declaration) => [code(declaration.name), toDefault(declaration), declaration.description]

/** A table of each slice of the settings, by the name of its class. */
export function settingTables(load) {
  const { slices } = load('../src/config/settings.ts')
  const { declarationsOf } = load('../src/config/from-environment.ts')
  return new Map(
    Object.values(slices).map((slice) => [slice.name, toTable(['setting', 'default', 'meaning'], declarationsOf(slice).map(toRow))]),
  )
}
