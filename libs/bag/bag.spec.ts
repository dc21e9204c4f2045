import { array, assert, nat, property } from 'fast-check'
import { Bag, notInBag } from './bag'

describe('a bag', () => {
  const things = (count: number) => Array.from({ length: count }, () => ({ place: notInBag }))

  it('holds what was put in and not taken out, in whatever order that was', () => {
    assert(
      property(array(nat(9), { maxLength: 60 }), (chosen) => {
        const [bag, known, inside] = [new Bag(), things(10), new Set<object>()]
        for (const thing of chosen.map((index) => known[index] ?? { place: notInBag })) {
          if (inside.has(thing)) expect(bag.remove(thing)).toBe(inside.delete(thing))
          else bag.add((inside.add(thing), thing))
          expect(new Set(bag.all())).toEqual(inside)
          expect(bag.size).toBe(inside.size)
        }
      }),
    )
  })

  it('says of what is not in it that it was not there', () => {
    const [bag, [one = { place: notInBag }, other = { place: notInBag }]] = [new Bag(), things(2)]
    bag.add(one)
    expect([bag.remove(other), bag.remove(one), bag.remove(one), bag.size]).toEqual([false, true, false, 0])
  })

  it('lets what is gone through be taken out meanwhile', () => {
    const [bag, known] = [new Bag(), things(4)]
    for (const thing of known) bag.add(thing)
    const seen = bag.all().filter((thing) => bag.remove(thing))
    expect([seen, bag.size]).toEqual([known, 0])
  })
})
