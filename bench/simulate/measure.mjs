#!/usr/bin/env node
// Measures what simulate.mjs computes with, and writes it to measured.json beside it: `npm run simulate:measure`, about ten minutes, or a
// part of it alone: `npm run simulate:measure -- marks`.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { modes } from '../drive/modes.mjs'
import { makeKnown } from '../known.mjs'
import { measure, warm } from '../measure/measure.mjs'
import { verificationMicroseconds } from '../measure/verification.mjs'
import { rounded } from '../measure/statistics.mjs'
import { starters } from '../servers/servers.mjs'
import { format, resolveConfig } from 'prettier'
import { measurePassword } from './measure-password.mjs'
import { measureMarks } from './measure-marks.mjs'
import { measureRows } from './measure-rows.mjs'

const people = 700
const warmFlows = 200
const share = 0.5

/** How many of each the server does in a second, with the driver on the same machine. */
async function measureRates(folder) {
  const rates = {}
  for (const name of ['aldgate-sqlite', 'aldgate-postgres']) {
    const known = makeKnown()
    const { server, stop } = await starters[name]({ known, folder })
    rates[name.replace('aldgate-', '')] = await ratesOn(server, known).finally(stop)
  }
  return rates
}

async function ratesOn(server, known) {
  const rates = {}
  await warm(server, known, modes.flow, warmFlows)
  for (const mode of ['flow', 'refresh', 'par', 'introspection']) {
    const { perSecond, cpuMilliseconds } = await measure(server, known, modes[mode], {
      operations: Math.ceil(modes[mode].operations * share),
    })
    rates[mode] = { perSecond: rounded(perSecond, 0), nodeMilliseconds: rounded(cpuMilliseconds, 2) }
  }
  return rates
}

const describeMachine = () => ({
  node: process.version,
  cpus: cpus().length,
  cpu: cpus()[0]?.model,
  load: rounded(loadavg()[0]),
  verificationMicroseconds: rounded(verificationMicroseconds()),
})

/** What can be measured by itself, by the name that it has in the file. */
const parts = {
  passwordMilliseconds: () => measurePassword(),
  profiles: (folder) => measureRows({ folder, people }),
  marks: (folder) => measureMarks({ folder }),
  rates: (folder) => measureRates(folder),
}

const file = new URL('measured.json', import.meta.url).pathname

/** Writes a part down at once: the others may take long, or fail. */
async function keep(name, measured) {
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const now = { at: new Date().toISOString().slice(0, 10), machine: describeMachine() }
  const text = JSON.stringify({ ...before, ...now, [name]: measured })
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }))
}

// Whoever else works on this machine comes first.
setPriority(10)
const asked = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'aldgate-measure-'))
try {
  for (const name of Object.keys(parts)) if (asked.length === 0 || asked.includes(name)) await keep(name, await parts[name](folder))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
