import { setTimeout as sleep } from 'node:timers/promises'

/** Far longer than anything here takes, also on a machine that does other things too. */
const patience = 60_000

/** Waits until something has come about, a minute at most. */
export async function eventually(hasCome: () => boolean | Promise<boolean>, what: () => string): Promise<void> {
  const end = Date.now() + patience
  while (!(await hasCome())) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what()}`)
    await sleep(20)
  }
}
