import { Counter } from './counter'
import { counted } from './metric'
import { Series } from './series'

describe('a series of measures', () => {
  it('has one for each combination of labels', () => {
    const series = new Series(() => new Counter())
    series.of('POST', '200').add()
    series.of('POST', '400').add(2)
    series.of('POST', '200').add()
    expect(counted(series)).toEqual([
      [['POST', '200'], 2],
      [['POST', '400'], 2],
    ])
  })

  it('does not grow beyond its bound, whatever comes (SEC-373)', () => {
    const series = new Series(() => new Counter(), 3)
    for (let name = 0; name < 10_000; name += 1) series.of(String(name), 'x').add()
    series.of('1', 'x').add()
    expect(counted(series)).toEqual([
      [['0', 'x'], 1],
      [['1', 'x'], 2],
      [['2', 'x'], 1],
      [['other', 'other'], 9_997],
    ])
  })
})
