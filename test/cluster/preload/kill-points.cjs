// Loaded into a node before its own first line: the node dies, as by kill -9, at the point of a transaction that it is told.
// A point is a table whose row is used up by the transaction, and how far it has come: 'taken', 'before-commit' or 'after-commit'.
const { Client } = require('pg')

const { query } = Client.prototype
const inTransaction = new WeakSet()
let armed

process.on('message', ({ point }) => {
  armed = point
  process.send({ armed: point })
})

// Whoever started the node is gone: nobody would ever end it.
process.on('disconnect', () => process.exit(1))

const die = () => process.kill(process.pid, 'SIGKILL')
const isAt = (connection, progress) => armed?.progress === progress && inTransaction.has(connection)

const before = (connection, text) => {
  if (/^(?:START TRANSACTION|BEGIN)/i.test(text)) inTransaction.delete(connection)
  if (/^COMMIT/i.test(text) && isAt(connection, 'before-commit')) die()
}

const after = (connection, text) => {
  if (armed && new RegExp(`update\\s+"?${armed.table}"?\\s`, 'i').test(text)) inTransaction.add(connection)
  if (isAt(connection, 'taken')) die()
  if (/^COMMIT/i.test(text) && isAt(connection, 'after-commit')) die()
}

Client.prototype.query = function watched(config, ...others) {
  const text = String(typeof config === 'string' ? config : config?.text)
  before(this, text)
  const answer = query.call(this, config, ...others)
  if (typeof answer?.then !== 'function') return answer
  return answer.then((result) => {
    after(this, text)
    return result
  })
}
