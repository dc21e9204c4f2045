import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const ticksPerSecond = 100
const statOf = (pid) => readFileSync(`/proc/${pid}/stat`, 'utf8')

/** User and system time of a process, and of its children that have ended, in ticks. */
function ticksOf(pid) {
  const text = statOf(pid)
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
}

const childrenOf = (pid) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)

const ticksIfThere = (pid) => {
  try {
    return ticksOf(pid)
  } catch {
    return 0
  }
}

/** Milliseconds of CPU that a PostgreSQL on this machine has used so far, all its processes together. Linux alone tells. */
export async function databaseCpu(client) {
  const { rows } = await client.query('SHOW data_directory')
  const [pid] = readFileSync(join(rows[0].data_directory, 'postmaster.pid'), 'utf8').split('\n')
  const ticks = ticksOf(pid) + childrenOf(pid).reduce((sum, child) => sum + ticksIfThere(child), 0)
  return (ticks / ticksPerSecond) * 1000
}
