import { timeTeller } from './tell-time'

const at = 1_764_115_200

describe('a time is told', () => {
  it.each([
    ['en', 'Europe/Berlin', 'Nov 26, 2025, 1:00 AM GMT+1'],
    ['de', 'Europe/Berlin', '26. Nov. 2025, 01:00 MEZ'],
    ['fi', undefined, '26.11.2025 klo 0.00 UTC'],
    ['ja', 'Asia/Tokyo', '2025年11月26日 9:00 JST'],
    ['en', 'Middle-earth/Shire', 'Nov 26, 2025, 12:00 AM UTC'],
    ['en', 7, 'Nov 26, 2025, 12:00 AM UTC'],
  ])('in %s, in the time zone %s', (language, zone, text) => {
    const told = timeTeller(language, zone)(at)
    expect(told.text.replaceAll('\u202f', ' ')).toBe(text)
    expect(told.iso).toBe('2025-11-26T00:00:00.000Z')
  })
})
