import { rounded } from '../measure/statistics.mjs'
import { atPeak, bytesOf, perDay, standing } from './model.mjs'

const scaled = (value, step, units) => {
  let [left, unit] = [value, 0]
  for (; left >= step && unit < units.length - 1; unit++) left /= step
  return `${left >= 100 ? Math.round(left) : rounded(left, left >= 10 ? 1 : 2)} ${units[unit]}`.trim()
}
const count = (value) => scaled(value, 1000, ['', 'k', 'M', 'G'])
const bytes = (value) => scaled(value, 1000, ['B', 'kB', 'MB', 'GB', 'TB', 'PB'])
const plain = (value) => (value === undefined ? '' : String(value))

const line = (cells) => `| ${cells.join(' | ')} |`
const table = (heads, rows) => [line(heads), line(heads.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n')

const profileOf = ({ given, measured }) => measured.profiles[given.profile]
/** A row for each thing, a column for each number of users. */
const byUsers = ({ given }, head, rows) => table([head, ...given.users.map((users) => `${count(users)} users`)], rows)

function operations(input) {
  const { operations: all, bytesPerRow } = profileOf(input)
  const names = Object.keys(all)
  const cells = (head, amount) => [head, ...names.map((name) => plain(amount(all[name])))]
  const rows = Object.entries(bytesPerRow).map(([name, size]) => cells(`\`${name}\`, ${size} B a row`, ({ rows: added }) => added[name]))
  return table(
    ['rows', ...names],
    [
      ...rows.filter((row) => row.slice(1).some((cell) => cell !== '')),
      cells('bytes of these rows', (one) => bytes(bytesOf(one, bytesPerRow))),
      cells('bytes of write-ahead log', ({ walBytes }) => bytes(walBytes)),
      cells('CPU of the node, ms', ({ nodeMilliseconds }) => nodeMilliseconds),
      cells('CPU of the database, ms', ({ databaseMilliseconds }) => databaseMilliseconds),
    ],
  )
}

/** Makes rows of a head, the name of a value, and how to write it. */
const rowOf = (all) => (head, name, unit) => [head, ...all.map((one) => unit(one[name]))]

function days(input) {
  const { given } = input
  const all = given.users.map((users) => perDay(given, profileOf(input), users))
  const row = rowOf(all)
  return byUsers(input, 'a day', [
    row('logins', 'logins', count),
    row('refreshes', 'refreshes', count),
    row('rows written', 'rows', count),
    row('bytes of these rows', 'bytes', bytes),
    row('write-ahead log', 'wal', bytes),
  ])
}

function kept(input) {
  const { given } = input
  const all = given.users.map((users) => standing(given, profileOf(input), users))
  const [first = []] = all
  const rows = first
    .filter(({ rows: there }) => there > 0)
    .map(({ table: name, isYear }) => {
      const cells = all.map((one) => one.find((other) => other.table === name))
      return [`\`${name}\`${isYear ? ', each year' : ''}`, ...cells.map((cell) => `${count(cell.rows)} rows, ${bytes(cell.bytes)}`)]
    })
  const totals = all.map((one) => bytes(one.reduce((total, { bytes: size }) => total + size, 0)))
  return byUsers(input, 'table', [...rows, ['all, after a year', ...totals]])
}

function peak(input) {
  const { given, measured } = input
  const all = given.users.map((users) => atPeak(given, profileOf(input), users, measured.passwordMilliseconds))
  const row = rowOf(all)
  const cores = (value) => (value < 10 ? String(rounded(value, 1)) : count(value))
  return byUsers(input, 'in the busiest second', [
    row('logins', 'logins', count),
    row('refreshes', 'refreshes', count),
    row('replay marks', 'marks', count),
    row('write-ahead log', 'walBytes', bytes),
    row('cores for nodes', 'nodeCores', cores),
    row('cores for the database', 'databaseCores', cores),
  ])
}

function statements(input) {
  const rows = profileOf(input).operations[input.operation].longest
  return table(
    ['statement', 'times', 'ms', 'write-ahead log'],
    rows.map(({ statement, calls, milliseconds, walBytes }) => [`\`${statement}\``, calls, milliseconds, bytes(walBytes)]),
  )
}

function marks({ measured }) {
  const stores = Object.entries(measured.marks)
  const parallels = Object.keys(stores[0][1])
  return table(
    ['requests a second whose marks are set', ...parallels.map((parallel) => `${parallel} at once`)],
    stores.map(([name, perSecond]) => [name, ...parallels.map((parallel) => perSecond[parallel])]),
  )
}

const ratesOf = ({ perSecond, nodeMilliseconds }) => [perSecond, Math.round(1000 / nodeMilliseconds)]

function rates({ measured }) {
  const [databases, modes] = [Object.keys(measured.rates), Object.keys(Object.values(measured.rates)[0])]
  return table(
    ['a second, one node', ...databases.flatMap((name) => [`${name}, measured`, 'a core to itself'])],
    modes.map((mode) => [mode, ...databases.flatMap((name) => ratesOf(measured.rates[name][mode]))]),
  )
}

/** Everything that can be printed, in its order. */
export const tables = { operations, days, kept, peak, statements, marks, rates }
