/* oxlint-disable no-underscore-dangle -- Node names its hooks so */
// TypeScript is compiled as it is required, as jest does it.
const Module = require('node:module')
const { readFileSync } = require('node:fs')
const { transformSync } = require('@swc/core')

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

Module._extensions['.ts'] = (module, filename) =>
  module._compile(transformSync(readFileSync(filename, 'utf8'), { ...options, filename }).code, filename)
