import { Histogram } from './histogram'

describe('a histogram', () => {
  it('counts each value in every bucket that it fits into', () => {
    const histogram = new Histogram([-1, 0, 10])
    for (const value of [-5, -1, 0, 0.1, 10, 11, 1000]) histogram.add(value)
    expect(histogram.read()).toEqual({
      buckets: [
        [-1, 2],
        [0, 3],
        [10, 5],
      ],
      count: 7,
      sum: 1015.1,
    })
  })

  it('is empty at first', () => {
    expect(new Histogram([1]).read()).toEqual({ buckets: [[1, 0]], count: 0, sum: 0 })
  })
})
