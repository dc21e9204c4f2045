import { BodyBudget } from './body-budget'

describe('the budget of unfinished bodies', () => {
  const given: string[] = []
  const begin = (budget: BodyBudget, name: string) => budget.begin(() => given.push(name))
  beforeEach(() => given.splice(0))

  it('has the one that began first give way, and no more than that (SEC-304, SEC-362)', () => {
    const budget = new BodyBudget(100)
    const [one, two, three] = ['one', 'two', 'three'].map((name) => begin(budget, name))
    one?.add(40)
    two?.add(40)
    three?.add(20)
    expect(given).toEqual([])
    three?.add(1)
    expect(given).toEqual(['one'])
    three?.add(39)
    expect(given).toEqual(['one'])
  })

  it('is free again once a body has ended, and counts nothing of one that has given way (SEC-304)', () => {
    const budget = new BodyBudget(100)
    const one = begin(budget, 'one')
    one.add(101)
    one.add(50)
    one.end()
    const two = begin(budget, 'two')
    two.add(100)
    two.end()
    begin(budget, 'three').add(100)
    expect(given).toEqual(['one'])
  })
})
