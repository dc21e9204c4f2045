import { Injectable } from '@nestjs/common'
import { nextStep } from '#libs/key-schedule/key-schedule'
import type { NextStep, ScheduledKey } from '#libs/key-schedule/key-schedule'
import { KeySettings } from '#platform/config/key-settings'
import { SigningKeysRepository } from '#records/keys/signing-keys.repository'
import type { VerbOutput } from '../../cli-verb'
import { toTable } from '../../output/to-table'
import { toTime, toTimeOrNull } from '../../output/to-time'

const headings = ['ALGORITHM', 'STATE', 'SINCE', 'NEXT', 'KID']
const words: Record<NextStep['step'], string> = { announce: 'its successor is announced', sign: 'signs', delete: 'is deleted' }

const sinceOf = ({ state, createdAt, signingAt, retiredAt }: ScheduledKey) =>
  ({ announced: createdAt, signing: signingAt ?? createdAt, retired: retiredAt ?? createdAt })[state]

/** The signing keys, and what happens to each next: what every verb about keys answers. */
@Injectable()
export class KeyReport {
  constructor(
    private readonly repository: SigningKeysRepository,
    private readonly settings: KeySettings,
  ) {}

  /** @param before lines that say what has been done */
  async make(before: readonly string[] = []): Promise<VerbOutput> {
    const keys = (await this.repository.schedule()).toSorted((a, b) => a.algorithm.localeCompare(b.algorithm))
    const known = keys.map((key) => ({ key, next: nextStep(key, keys, this.settings) }))
    const isUsed = ({ algorithm }: ScheduledKey) => this.settings.algorithms.some((used) => used === algorithm)
    const rows = known.map(({ key, next }) => [key.algorithm, key.state, toTime(sinceOf(key)), describe(next, isUsed(key)), key.kid])
    return { lines: [...before, ...toTable(headings, rows)], data: { keys: known.map(({ key, next }) => toData(key, next)) } }
  }
}

function describe(next: NextStep | undefined, isUsed: boolean): string {
  if (next) return `${toTime(next.at)} ${words[next.step]}`
  return isUsed ? 'ends when its successor signs' : 'not used: ALDGATE_SIGNING_ALGORITHMS'
}

const toData = ({ kid, algorithm, state, createdAt, signingAt, retiredAt }: ScheduledKey, next: NextStep | undefined) => ({
  kid,
  algorithm,
  state,
  created_at: toTime(createdAt),
  signing_at: toTimeOrNull(signingAt),
  retired_at: toTimeOrNull(retiredAt),
  next: next ? { step: next.step, at: toTime(next.at) } : null,
})
