import { Presentations } from './presentations'

describe('the presentation of refusals', () => {
  const presentations = new Presentations()
  presentations.register('/authorize', 'page')
  presentations.register('/authorize/par', 'json')
  presentations.register('/health', 'health')

  it.each([
    ['/authorize', 'page'],
    ['/authorize/login', 'page'],
    ['/authorize/par', 'json'],
    ['/authorize/par/x', 'json'],
    ['/authorized', undefined],
    ['/', undefined],
    ['*', undefined],
    ['', undefined],
  ])('at %j is %s, by the longest prefix of whole segments', (path, presentation) => {
    expect(presentations.of(path)).toBe(presentation)
  })
})
