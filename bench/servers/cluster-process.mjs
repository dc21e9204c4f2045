// Several processes of a server at one address. Started with the server's script and their number.
import cluster from 'node:cluster'
import { once } from 'node:events'

const [script, count] = process.argv.slice(2)
cluster.setupPrimary({ exec: script })
// The first makes the schema and the keys; the others find them.
await once(cluster.fork(), 'listening')
for (let worker = 1; worker < Number(count); worker++) await once(cluster.fork(), 'listening')

process.on('SIGTERM', () => {
  for (const worker of Object.values(cluster.workers)) worker.process.kill('SIGTERM')
})
cluster.on('exit', () => {
  if (Object.keys(cluster.workers).length === 0) process.exit(0)
})
