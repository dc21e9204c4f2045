import type { VerbOutput } from '../../cli-verb'
import type { Finding } from './finding'

const marks = { ok: 'ok', mend: 'MEND', skipped: '-' } as const
const [markWidth, checkWidth] = [4, 15]

/** The findings, one to a line, each followed by what to do. */
export function toReport(checks: readonly Finding[]): VerbOutput {
  const faults = checks.filter(({ state }) => state === 'mend').length
  const summary = faults === 0 ? 'Nothing has to be mended.' : `To mend: ${faults} of ${checks.length}.`
  return { lines: [...checks.flatMap(toLines), summary], data: { healthy: faults === 0, checks }, needsMending: faults > 0 }
}

function toLines({ check, state, found, mend }: Finding): readonly string[] {
  const line = `${marks[state].padEnd(markWidth)}  ${check.padEnd(checkWidth)}  ${found}`
  return mend === null ? [line] : [line, `${' '.repeat(markWidth + 2)}${' '.repeat(checkWidth)}  → ${mend}`]
}
