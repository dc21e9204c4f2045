// Loaded into a node before its own first line: under test it listens on loopback alone.
const { Server } = require('node:net')

const { listen } = Server.prototype

Server.prototype.listen = function listenOnLoopback(port, ...others) {
  return typeof port === 'number' || typeof port === 'string'
    ? listen.call(this, Number(port), '127.0.0.1', ...others.filter((value) => typeof value === 'function'))
    : listen.call(this, port, ...others)
}
