// Loaded into a measured process before its own code (node --import): answers each message with what the process has used so far, and
// records a CPU profile from one message that asks for it to the one that says where to write it.
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

async function report({ startsProfile = false, profileFile }) {
  if (profileFile !== undefined) await writeProfile(profileFile)
  const { user, system } = process.cpuUsage()
  process.send({ cpuMicroseconds: user + system, residentBytes: process.memoryUsage.rss() })
  if (startsProfile) await startProfile()
}

process.on('message', (asked) => void report(asked))
process.channel.unref()
