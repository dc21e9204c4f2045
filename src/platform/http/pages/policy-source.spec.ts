import { toPolicySource } from './policy-source'

describe('the source in a policy', () => {
  it.each([
    ['https://client.example/cb?x=1', 'https://client.example'],
    ['https://client.example:8443/cb', 'https://client.example:8443'],
    ['http://127.0.0.1:4000/cb', 'http://127.0.0.1:4000'],
    ['http://[::1]:4000/cb', 'http:'],
    ['com.example.app:/cb', 'com.example.app:'],
    ['https://BÜCHER.example', 'https://xn--bcher-kva.example'],
  ])('of %s is %s', (uri, source) => expect(toPolicySource(uri)).toBe(source))

  it.each(['', 'nonsense', "https://a;script-src'unsafe-inline'.example/", 'https://a,b.example/'])(
    'is none for what could end the policy: %j (SEC-296, SEC-360)',
    (uri) => expect(toPolicySource(uri)).toBeUndefined(),
  )
})
