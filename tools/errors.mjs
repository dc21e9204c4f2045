#!/usr/bin/env node
// Every refusal that the server can make, read from the checks that make it.
//   node tools/errors.mjs           prints the page
//   node tools/errors.mjs --write   writes docs/errors.md
//   node tools/errors.mjs --check   fails when docs/errors.md is out of date, or a refusal has no check, no hint or no name of its own
import { readFileSync, writeFileSync } from 'node:fs'
import { readRefusals } from './errors/refusals.mjs'

const page = 'docs/errors.md'
const { refusals, problems } = readRefusals()
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('<', '\\<')
const row = ({ codes, check, clauses, hint }) => `| ${codes.join('<br>')} | \`${check}\` | ${clauses.join('<br>')} | ${cell(hint ?? '')} |`
const text = `# Every refusal, and how to mend it

Made by \`npm run errors -- --write\` from the checks themselves; do not edit.

The client reads a code and a short description. The operator reads the rest: \`npm run aldgate -- why FLOW\`, with the flow's id from the header \`x-flow-id\`, names the check, the clause, what was expected, what came, and this remedy. At protected resources the status of \`invalid_dpop_proof\` and \`use_dpop_nonce\` is 401.

| code and status | check | clauses | how to mend it |
| --- | --- | --- | --- |
${refusals.map(row).join('\n')}
`

const [mode] = process.argv.slice(2)
if (mode === '--write') writeFileSync(page, text)
else if (mode === '--check') {
  if (readFileSync(page, 'utf8') !== text) problems.push(`${page} is out of date: npm run errors -- --write`)
  for (const problem of problems) console.error(problem)
  console.log(`${refusals.length} refusals, ${problems.length} problems`)
  process.exitCode = problems.length > 0 ? 1 : 0
} else console.log(text)
