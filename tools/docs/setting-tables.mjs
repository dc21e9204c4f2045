import { code, toTable } from './table.mjs'

const toDefault = ({ default: usual, developmentDefault }) => {
  if (developmentDefault !== undefined) return `${code(developmentDefault)} in development`
  return usual === undefined ? 'none' : code(usual)
}
const toRow = (declaration) => [code(declaration.name), toDefault(declaration), declaration.description]

/** What stops a start: which setting, in which environments, by which rule. */
function refusalTable(load) {
  const { refusals } = load('../src/platform/config/refusals.ts')
  const toPlace = ({ where }) => (where.includes('development') ? 'everywhere' : where.join(', '))
  return toTable(
    ['setting', 'rule', 'where'],
    refusals.map((refusal) => [code(refusal.setting), refusal.rule, toPlace(refusal)]),
  )
}

/** A table of each slice of the settings, by the name of its class, and one of the refusals. */
export function settingTables(load) {
  const { slices } = load('../src/platform/config/settings.ts')
  const { declarationsOf } = load('../src/platform/config/from-environment.ts')
  const toTables = (slice) => [slice.name, toTable(['setting', 'default', 'meaning'], declarationsOf(slice).map(toRow))]
  return new Map([['refusals', refusalTable(load)], ...Object.values(slices).map(toTables)])
}
