import { parseSince } from './parse-since'

const now = Date.parse('2026-11-25T12:00:00Z')

describe('a point in the past', () => {
  it.each([
    ['90s', '2026-11-25T11:58:30.000Z'],
    ['15m', '2026-11-25T11:45:00.000Z'],
    ['2h', '2026-11-25T10:00:00.000Z'],
    ['7d', '2026-11-18T12:00:00.000Z'],
    ['1w', '2026-11-18T12:00:00.000Z'],
    ['2026-11-20', '2026-11-20T00:00:00.000Z'],
    ['2026-11-20T08:30', '2026-11-20T08:30:00.000Z'],
    ['2026-11-20T08:30:00Z', '2026-11-20T08:30:00.000Z'],
    ['2026-11-20T08:30:00+02:00', '2026-11-20T06:30:00.000Z'],
  ])('is read from %s', (text, time) => {
    expect(new Date(parseSince(text, now) ?? 0).toISOString()).toBe(time)
  })

  it.each(['', 'yesterday', '5', '5y', '-5m', '2026', '2026-13-40', '9999999d'])('is not %j', (text) => {
    expect(parseSince(text, now)).toBeUndefined()
  })
})
