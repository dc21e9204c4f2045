#!/usr/bin/env node
// Builds dist/ unless nothing that it is made of has changed since it was built.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const mark = 'dist/.built'
const sources = ['src', 'libs', 'migrations', 'package.json', 'package-lock.json', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json']

/** When anything at or below a path last changed, in milliseconds. */
const newest = (path) => {
  const stats = statSync(path)
  return stats.isDirectory() ? Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name)))) : stats.mtimeMs
}

const isFresh = existsSync(mark) && sources.every((path) => newest(path) < statSync(mark).mtimeMs)
if (!isFresh) {
  const { status } = spawnSync('nest', ['build'], { stdio: 'inherit' })
  if (status === 0) writeFileSync(mark, '')
  process.exitCode = status ?? 1
}
