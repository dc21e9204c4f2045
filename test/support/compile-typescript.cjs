/* oxlint-disable no-underscore-dangle -- Node names its hooks so */
// TypeScript is compiled as it is required, as jest does it; what was compiled before is kept, by what it was made of.
const { hash } = require('node:crypto')
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const Module = require('node:module')
const { join } = require('node:path')
const { threadId } = require('node:worker_threads')
const { version } = require('@swc/core/package.json')

const options = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
}
const cache = join(__dirname, '..', '..', 'node_modules', '.cache', 'aldgate-test', 'compiled')
const compiler = `${version} ${JSON.stringify(options)}`

const readOr = (path, otherwise) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return otherwise()
  }
}

/** Renamed into place, so that no other process reads half of it. */
const keep = (path, code) => {
  const unfinished = `${path}.${process.pid}-${threadId}`
  mkdirSync(cache, { recursive: true })
  writeFileSync(unfinished, code)
  renameSync(unfinished, path)
  return code
}

const compile = (filename) => {
  const source = readFileSync(filename, 'utf8')
  const path = join(cache, `${hash('sha256', `${compiler} ${filename} ${source}`)}.js`)
  return readOr(path, () => keep(path, require('@swc/core').transformSync(source, { ...options, filename }).code))
}

Module._extensions['.ts'] = (module, filename) => module._compile(compile(filename), filename)
