import { RequestNote } from './request-note'

describe('a note on a request', () => {
  it('is that request’s alone', () => {
    const [one, other] = [new RequestNote<string>('one'), new RequestNote<string>('one')]
    const [request, another] = [{}, {}]
    expect(one.put(request, 'a note')).toBe('a note')
    expect([one.of(request), one.of(another), other.of(request)]).toEqual(['a note', undefined, undefined])
  })

  it('stands in no list of what the request holds', () => {
    const request = { url: '/' }
    new RequestNote('secret').put(request, 'a note')
    expect([Object.keys(request), JSON.stringify(request)]).toEqual([['url'], '{"url":"/"}'])
  })
})
