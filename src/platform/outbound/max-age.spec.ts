import { maxAgeSeconds } from './max-age'

describe('how long an answer may be kept', () => {
  it.each([
    [undefined, undefined],
    ['public', undefined],
    ['public, max-age=300', 300],
    ['Max-Age="60"', 60],
    ['max-age=60, no-store', 0],
    ['no-cache', 0],
    ['max-age=-1', undefined],
    ['max-age=1e9', undefined],
    ['max-age=99999999999', undefined],
    ['x-max-age=5', undefined],
  ])('is by %j %j (SEC-379)', (header, seconds) => expect(maxAgeSeconds(header)).toBe(seconds))
})
