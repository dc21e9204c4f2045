#!/usr/bin/env node
// Computes rows, bytes and cores for a number of users: `npm run simulate -- --help`. What it computes with was measured: measured.json.
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { format } from 'prettier'
import { parameters } from './model.mjs'
import { tables } from './tables.mjs'

const page = new URL('../../docs/scaling.md', import.meta.url)
const measured = JSON.parse(readFileSync(new URL('measured.json', import.meta.url), 'utf8'))

const describe = ([name, { default: usual, meaning, setting }]) =>
  `  --${name.padEnd(20)} ${meaning ?? `seconds or days: ${setting}`} (${usual})`
const help = `npm run simulate -- [options]

${Object.entries(parameters).map(describe).join('\n')}
  --table                one of ${Object.keys(tables).join(', ')}; all of them unless set
  --operation            whose statements are shown (login)
  --page                 docs/scaling.md as it should be
  --write                brings the tables of docs/scaling.md up to date`

const texts = (names) => Object.fromEntries(names.map((name) => [name, { type: 'string' }]))
const flags = (names) => Object.fromEntries(names.map((name) => [name, { type: 'boolean', default: false }]))
const options = { ...texts([...Object.keys(parameters), 'table', 'operation']), ...flags(['page', 'write', 'help']) }

/** A parameter as it was given, or as it is by itself. */
function valueOf(name, text) {
  const { default: usual } = parameters[name]
  if (text === undefined) return usual
  if (typeof usual === 'string') {
    if (!(text in measured.profiles)) throw new Error(`--${name} is one of ${Object.keys(measured.profiles).join(', ')}`)
    return text
  }
  const numbers = text.split(',').map(Number)
  if (numbers.some((number) => !(number >= 0))) throw new Error(`--${name} takes numbers`)
  return Array.isArray(usual) ? numbers : numbers[0]
}

/** The tables that the options ask for, as Markdown. */
async function print(args) {
  const { values } = parseArgs({ args, options })
  if (values.help) return `${help}\n`
  const given = Object.fromEntries(Object.keys(parameters).map((name) => [name, valueOf(name, values[name])]))
  const names = values.table === undefined ? Object.keys(tables) : [values.table]
  const unknown = names.find((name) => !(name in tables))
  if (unknown !== undefined) throw new Error(`--table is one of ${Object.keys(tables).join(', ')}`)
  const input = { given, measured, operation: values.operation ?? 'login' }
  return format(names.map((name) => tables[name](input)).join('\n\n'), { parser: 'markdown' })
}

const block = /(<!-- npm run simulate -- (.*?) -->\n\n)[\s\S]*?(?=<!-- end -->)/g

/** The page, each table as it is printed for the arguments that stand above it. */
async function renewed(text) {
  const printed = new Map()
  for (const [, , args] of text.matchAll(block)) printed.set(args, await print(args.split(' ')))
  return text.replaceAll(block, (_, head, args) => `${head}${printed.get(args)}\n`)
}

const args = process.argv.slice(2)
const isOfPage = args.includes('--write') || args.includes('--page')
const text = isOfPage ? await renewed(readFileSync(page, 'utf8')) : await print(args)
if (args.includes('--write')) writeFileSync(page, text)
else process.stdout.write(text)
