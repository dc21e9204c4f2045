import type { ChainItem } from '#libs/audit-chain/chain-reader'
import { toExported } from '../to-exported'

type Fields = Readonly<Record<string, unknown>>

/** A seal or a record as a line of the archive: records as `audit export` writes them, with what it takes to verify them. */
export function toArchiveLine(item: ChainItem, seal: number): string {
  if ('record' in item) return JSON.stringify({ ...toExported({ ...item.record, seal }), key: item.record.keyId, mac: item.record.mac })
  const { number, at, node, previous, records, keyId, digest, mac } = item.seal
  return JSON.stringify({ seal: number, at: new Date(at).toISOString(), node, previous, records, key: keyId, digest, mac })
}

/** Reads a line of the archive; undefined where it is none. Whether it is as it was written its MAC and the seal's digest say. */
export function parseArchiveLine(line: string): ChainItem | undefined {
  const fields = parseObject(line)
  if (!fields) return undefined
  return fields['id'] === undefined ? { seal: toSeal(fields) } : { record: toRecord(fields) }
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const optionalText = (value: unknown) => (value === null ? null : text(value))
const time = (value: unknown) => Date.parse(text(value)) || 0

const toSeal = ({ seal, at, node, previous, records, key, digest, mac }: Fields) => ({
  number: Number(seal),
  at: time(at),
  node: text(node),
  previous: text(previous),
  records: Number(records),
  keyId: text(key),
  digest: text(digest),
  mac: text(mac),
})

const toRecord = (fields: Fields) => ({
  id: text(fields['id']),
  at: time(fields['at']),
  type: text(fields['type']),
  actor: text(fields['actor']),
  target: optionalText(fields['target']),
  clientId: optionalText(fields['client']),
  sub: optionalText(fields['user']),
  flowId: optionalText(fields['flow']),
  address: optionalText(fields['address']),
  node: text(fields['node']),
  details: JSON.stringify(fields['details']) ?? '',
  keyId: text(fields['key']),
  mac: text(fields['mac']),
})

function parseObject(line: string): Fields | undefined {
  try {
    const value = JSON.parse(line) as unknown
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined
  } catch {
    return undefined
  }
}
