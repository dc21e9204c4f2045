/* oxlint-disable no-underscore-dangle -- Node names its hooks so */
// Lets a tool that needs the built server run without a build: what it asks of dist is compiled from its source.
require('./compile-typescript.cjs')
const Module = require('node:module')

const resolve = Module._resolveFilename
Module._resolveFilename = (request, ...rest) => resolve.call(Module, request.replace(/^\.\.\/dist\/(.*)\.js$/, '../$1.ts'), ...rest)
