/* oxlint-disable unicorn/require-post-message-target-origin, no-underscore-dangle -- a thread is no window; Node names its hooks so */
// Runs properties in a thread that can be ended while it hangs. TypeScript is compiled as it is required, as jest does it.
const Module = require('node:module')
const { readFileSync } = require('node:fs')
const { parentPort } = require('node:worker_threads')
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

const announce = (input) => parentPort.postMessage({ input })

async function reportOn({ file, title, seed }) {
  const { properties } = require(file)
  try {
    return await properties.find((property) => property.title === title).check(seed, announce)
  } catch (error) {
    return String(error?.stack ?? error)
  }
}

parentPort.on('message', (order) => {
  void reportOn(order).then((report) => parentPort.postMessage({ report }))
})
