#!/usr/bin/env node
// The compliance table, read from where it is written: the clauses that each check declares, and the tests that name them.
//   node tools/clauses.mjs           prints the table
//   node tools/clauses.mjs --write   writes docs/compliance.md
//   node tools/clauses.mjs --check   fails when docs/compliance.md is out of date, a clause or a module of the conformance suite has no
//                                    test, or a test names what nobody knows
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { known, required } from './conformance/modules.mjs'

const page = 'docs/compliance.md'
// A clause of a specification, or a weakness; other ids in titles are rows of the requirements, and modules of the conformance suite.
const clauseId = /^(?:(?:RFC\d+(?:BIS)?|FAPI2-SP-FINAL|OIDC[A-Z]*|OAUTH-[A-Z-]+)-[\dA-Z][\w.-]*|CWE-\d+)$/
// Rows of the requirements: security, administration, journeys and their factors, federation and provisioning.
const rowId = /^(?:SEC|ADM?|JRN|AC|DV|FA|FED|IPS|IV|LDAP|LM|LV|ML|OT|PK|PR|PW|RA|RC|RG|RS|RT|SAML|SCA|SCIM|SP|SSF|ST|UI|VA|VE)-\d+$/
const declaration = /define(?:Check|Refusal)\(\{\s*name: '([^']+)',\s*clauses: \[([^\]]*)\]/g
const statement = /^enforces\(([^)]*)\)/gm
// A test, or a table of tests: it('…', it.each([…])('…', async () => …
const title =
  /(?:\b(?:it|test)|\)(?=\(\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`),\s*(?:async\s+)?(?:\(|\w+\s*=>)))\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g
const suffix = /\(([\w.-]+(?:, [\w.-]+)*)\)$/

const files = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? files(path) : [path]
  })
const strings = (text) => [...text.matchAll(/'([^']+)'/g)].map(([, value]) => value)
const sources = ['libs', 'src'].flatMap(files).filter((file) => file.endsWith('.ts') && !/\.(spec|fixtures?)\.ts$/.test(file))
const conformance = join('test', 'conformance')
const isConformance = (file) => file.startsWith(conformance)
// Conformance tests that several plans share stand in files of their own.
const specs = ['libs', 'src', 'test'].flatMap(files).filter((file) => file.endsWith(isConformance(file) ? '.ts' : '.spec.ts'))

/** Every clause with the checks that enforce it. */
const declared = new Map()
const declare = (clause, by) => declared.set(clause, [...(declared.get(clause) ?? []), by])
for (const file of sources) {
  const text = readFileSync(file, 'utf8')
  for (const [, name, list] of text.matchAll(declaration)) for (const clause of strings(list)) declare(clause, `${name} (${file})`)
  for (const [, list] of text.matchAll(statement)) for (const clause of strings(list)) declare(clause, file)
}

/** Every id that a title ends with, with the titles. */
const tested = new Map()
/** The ids of the titles in test/conformance. */
const conforming = new Set()
for (const file of specs)
  for (const [, single, double, template] of readFileSync(file, 'utf8').matchAll(title)) {
    const text = (single ?? double ?? template).replaceAll('\\', '')
    for (const id of suffix.exec(text)?.[1].split(', ') ?? []) {
      tested.set(id, [...(tested.get(id) ?? []), text.replace(suffix, '').trim()])
      if (isConformance(file)) conforming.add(id)
    }
  }

const order = (a, b) => a.localeCompare(b, 'en', { numeric: true })
const cell = (values) => [...new Set(values)].join('<br>').replaceAll('|', '\\|')
const clauses = [...declared.keys()].filter((id) => !rowId.test(id)).toSorted(order)
const rows = clauses.map((clause) => `| ${clause} | ${cell(declared.get(clause))} | ${cell(tested.get(clause) ?? [])} |`)
const modules = [...tested.keys()].filter((id) => known.has(id)).toSorted(order)
const requirements = [...tested.keys()].filter((id) => rowId.test(id)).toSorted(order)
const list = (ids) => ids.map((id) => `| ${id} | ${cell(tested.get(id))} |`)
const table = [
  '# Where each clause is enforced and tested',
  '',
  'Made by `npm run clauses -- --write` from the checks and the titles of the tests; do not edit.',
  '',
  '| clause | enforced by | tests |',
  '| --- | --- | --- |',
  ...rows,
  '',
  '## Modules of the conformance suite that have a test of their own',
  '',
  '| module | tests |',
  '| --- | --- |',
  ...list(modules),
  '',
  '## Rows of the requirements that have a test',
  '',
  '| row | tests |',
  '| --- | --- |',
  ...list(requirements),
  '',
].join('\n')

const untested = clauses.filter((clause) => !tested.has(clause))
const undeclared = [...tested.keys()].filter((id) => clauseId.test(id) && !declared.has(id)).toSorted(order)
const odd = clauses.filter((clause) => !clauseId.test(clause))
const missing = required.filter((module) => !conforming.has(module))
const unknown = [...tested.keys()].filter((id) => !clauseId.test(id) && !rowId.test(id) && !known.has(id))
const problems = [
  ...untested.map((clause) => `no test names ${clause}, which ${declared.get(clause).join(', ')} declares`),
  ...undeclared.map((clause) => `no check declares ${clause}, which a test names: ${tested.get(clause)[0]}`),
  ...odd.map((clause) => `${clause} is no id of a clause`),
  ...missing.map((module) => `no test in ${conformance} names ${module}, a module of the conformance suite`),
  ...unknown.map((id) => `${id} is no clause, row or module: ${tested.get(id)[0]}`),
]

const [mode] = process.argv.slice(2)
if (mode === '--write') writeFileSync(page, table)
else if (mode === '--check') {
  if (readFileSync(page, 'utf8') !== table) problems.push(`${page} is out of date: npm run clauses -- --write`)
  for (const problem of problems) console.error(problem)
  console.log(`${clauses.length} clauses, ${required.length} modules, ${problems.length} problems`)
  process.exitCode = problems.length > 0 ? 1 : 0
} else console.log(table)
