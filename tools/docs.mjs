#!/usr/bin/env node
// The tables of docs/settings.md and docs/seed-format.md, and .env.example, made from the classes that they describe. It compiles the
// sources that it reads as it goes: npm run docs says how it is started.
//   npm run docs               prints the tables
//   npm run docs -- --write    writes them
//   npm run docs -- --check    fails when one is out of date
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { format, resolveConfig } from 'prettier'
import { seedTables } from './docs/seed-tables.mjs'
import { settingTables } from './docs/setting-tables.mjs'

const load = createRequire(import.meta.url)
load('reflect-metadata')

const place = /<!-- made of: (.+) -->\n\n(?:\|.*\n)+/g
const files = new Map([['.env.example', load('../src/platform/config/describe-settings.ts').describeSettings()]])
const problems = []

/** The page with its tables made anew. */
function fill(page, tables) {
  const text = readFileSync(page, 'utf8')
  const places = [...text.matchAll(place)].map(([, name]) => name)
  problems.push(...places.filter((name) => !tables.has(name)).map((name) => `${page}: nothing is called ${name}`))
  problems.push(
    ...[...tables.keys()].filter((name) => !places.includes(name)).map((name) => `${page} has no table <!-- made of: ${name} -->`),
  )
  return text.replaceAll(place, (old, name) => (tables.has(name) ? `<!-- made of: ${name} -->\n\n${tables.get(name)}\n` : old))
}

for (const [page, tables] of [
  ['docs/settings.md', settingTables(load)],
  ['docs/seed-format.md', seedTables(load)],
])
  files.set(page, await format(fill(page, tables), { ...(await resolveConfig(page)), filepath: page }))

const stale = [...files].filter(([file, text]) => readFileSync(file, 'utf8') !== text)
const [mode] = process.argv.slice(2)
if (mode === '--write') for (const [file, text] of stale) writeFileSync(file, text)
else if (mode === '--check') problems.push(...stale.map(([file]) => `${file} is out of date: npm run docs -- --write`))
else for (const [, text] of files) console.log(text)
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
