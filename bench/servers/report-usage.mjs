// Loaded into a measured process before its own code (node --import): answers each message with what the process has used so far, and
// records a CPU profile from one message that asks for it to the one that says where to write it.
import cluster from 'node:cluster'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'

const session = new Session()

async function startProfile() {
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.start')
}

async function writeProfile(file) {
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  writeFileSync(file, JSON.stringify(profile))
}

function ownUsage() {
  const { user, system } = process.cpuUsage()
  return { cpuMicroseconds: user + system, residentBytes: process.memoryUsage.rss() }
}

async function usageOf(worker) {
  worker.send({})
  const [usage] = await once(worker, 'message')
  return usage
}

/** Of this process, and of its workers where it has any. */
async function usageOfAll() {
  const all = [ownUsage(), ...(await Promise.all(Object.values(cluster.workers ?? {}).map(usageOf)))]
  const sum = (name) => all.reduce((so, usage) => so + usage[name], 0)
  return { cpuMicroseconds: sum('cpuMicroseconds'), residentBytes: sum('residentBytes') }
}

async function report({ startsProfile = false, profileFile }) {
  if (profileFile !== undefined) await writeProfile(profileFile)
  process.send(await usageOfAll())
  if (startsProfile) await startProfile()
}

process.on('message', (asked) => void report(asked))
process.channel.unref()
