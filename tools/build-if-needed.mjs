#!/usr/bin/env node
// Builds dist/ unless nothing that it is made of has changed since it was built.
//   node tools/build-if-needed.mjs        the server
//   node tools/build-if-needed.mjs demo   the server, and the demo beside it
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const server = ['src', 'libs', 'migrations', 'package.json', 'package-lock.json', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json']
const targets = [
  { mark: 'dist/.built', sources: server, command: ['nest', 'build'] },
  // tsc deletes nothing: a server that runs of dist/ goes on.
  { mark: 'dist/.built-demo', sources: ['dist/.built', 'demo', 'tsconfig.demo.json'], command: ['tsc', '--project', 'tsconfig.demo.json'] },
]

/** When anything at or below a path last changed, in milliseconds. */
const newest = (path) => {
  const stats = statSync(path)
  return stats.isDirectory() ? Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name)))) : stats.mtimeMs
}

const isFresh = ({ mark, sources }) => existsSync(mark) && sources.every((path) => newest(path) < statSync(mark).mtimeMs)

let announced = false
for (const target of targets.slice(0, process.argv[2] === 'demo' ? 2 : 1)) {
  if (isFresh(target)) continue
  if (!announced) console.error('Building, once (about 15 s) …')
  announced = true
  const [program, ...args] = target.command
  const { status } = spawnSync(program, args, { stdio: 'inherit' })
  if (status === 0) writeFileSync(target.mark, '')
  else process.exit(status ?? 1)
}
