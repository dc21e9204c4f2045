/* oxlint-disable unicorn/require-post-message-target-origin -- a thread is no window */
// Runs properties in a thread that can be ended while it hangs.
require('./compile-typescript.cjs')
const { parentPort } = require('node:worker_threads')

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
