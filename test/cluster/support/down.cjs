const { rmSync } = require('node:fs')
const postgresDown = require('../../support/postgres-down.cjs')

module.exports = async () => {
  await postgresDown()
  rmSync(process.env.TEST_BUILD, { recursive: true, force: true })
}
