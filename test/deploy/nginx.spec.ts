import { readText } from './support/files'
import { oauthMetadataPathOf } from '#libs/issuer/metadata-path'
import { find, parseNginx } from './support/nginx-config'
import type { Directive } from './support/nginx-config'
import { compose } from './support/workloads'

const config = parseNginx(readText('deploy/nginx/nginx.conf'))
const argsOf = (...path: string[]) => find(config, path).map(({ args }) => args.join(' '))
const setting = (name: string) => argsOf('http', name)[0]
const location = find(config, ['http', 'server', 'location']).find(({ args }) => args.join(' ') === '/')?.block ?? []
const balancer = compose.services['balancer']
const addressOn = (service: string, network: string) => {
  const { networks = {} } = compose.services[service] ?? {}
  return Array.isArray(networks) ? undefined : (networks as Record<string, { ipv4_address?: string }>)[network]?.ipv4_address
}

describe('the parser of nginx.conf', () => {
  it.each([
    ['http {', 'ends too early'],
    ['listen 80', 'ends too early'],
    ['http { listen 80 }', 'closes too early'],
    ['http }', 'closes too early'],
    ['; listen 80;', 'no name'],
    ['"open', 'cannot be read'],
  ])('refuses what nginx would refuse: %s', (text, why) => {
    expect(() => parseNginx(text)).toThrow(why)
  })
})

describe('nginx.conf', () => {
  it('has the two nodes of the compose file as its upstream, each request to the next', () => {
    const nodes = Object.keys(compose.services).filter((name) => name.startsWith('aldgate-'))
    expect(argsOf('http', 'upstream', 'server').map((args) => args.split(' ')[0])).toEqual(nodes.map((name) => `${name}:3000`))
    expect(find(config, ['http', 'upstream']).flatMap(({ block = [] }) => block.map(({ name }) => name))).not.toContain('ip_hash')
    expect(find(location, ['proxy_pass'])[0]?.args).toEqual(['http://aldgate'])
  })

  it('listens where the compose file sends what comes to port 443', () => {
    expect(argsOf('http', 'server', 'listen')).toEqual(['8443 ssl'])
    expect(balancer?.ports).toEqual(['443:8443'])
  })

  it('speaks TLS 1.2 and 1.3 alone, with ciphers that FAPI 2.0 allows (SEC-2, SEC-6)', () => {
    expect(argsOf('http', 'server', 'ssl_protocols')).toEqual(['TLSv1.2 TLSv1.3'])
    expect(
      argsOf('http', 'server', 'ssl_ciphers')[0]
        ?.split(':')
        .filter((cipher) => !/^ECDHE-(ECDSA|RSA)-AES\d+-GCM-SHA\d+$/.test(cipher)),
    ).toEqual([])
  })

  it('reads what the compose file gives it', () => {
    const given = (balancer?.secrets ?? []).map((name) => `/run/secrets/${name}`)
    expect([...argsOf('http', 'server', 'ssl_certificate'), ...argsOf('http', 'server', 'ssl_certificate_key')]).toEqual(given)
    expect(balancer?.configs?.map(({ target }) => target)).toEqual(['/etc/nginx/nginx.conf'])
  })

  it('writes only below /tmp, since the rest is read-only', () => {
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => setting(`${name}_temp_path`))
    expect([...paths, ...argsOf('pid')].filter((path) => !path?.startsWith('/tmp/'))).toEqual([])
  })

  it('overwrites what a client says of its address, and is the one whom the nodes believe (SEC-366)', () => {
    const headers = new Map(find(location, ['proxy_set_header']).map(({ args: [name, value] }) => [name, value]))
    expect([headers.get('X-Forwarded-For'), headers.get('X-Forwarded-Proto'), headers.get('Forwarded')]).toEqual([
      '$remote_addr',
      'https',
      '',
    ])
    const nodes = Object.entries(compose.services).filter(([name]) => name.startsWith('aldgate-'))
    expect(nodes.map(([, { environment }]) => environment?.['TRUST_PROXY'])).toEqual(nodes.map(() => addressOn('balancer', 'front')))
  })

  it('keeps idle connections for less time than the nodes do, and bodies no larger than they take', () => {
    const [, keepAlive = ''] = /keepAliveTimeoutMs = (\d+)_000/.exec(readText('src/platform/http/bound-connections.ts')) ?? []
    expect(Number.parseInt(argsOf('http', 'upstream', 'keepalive_timeout')[0] ?? '', 10)).toBeLessThan(Number(keepAlive))
    expect(setting('client_max_body_size')).toBe('64k')
  })

  it('takes the longest headers that the nodes send: a redirect URI of 2,000 characters and a state of 4,096 bytes, percent-encoded (RFC6749-4.1.2)', () => {
    const kilobytes = (value = '') => Number(/(\d+)k$/.exec(value)?.[1])
    const longest = 2000 + 3 * 4096 + 1500
    expect(kilobytes(setting('proxy_buffer_size')) * 1024).toBeGreaterThan(longest)
    expect(kilobytes(setting('proxy_buffers'))).toBe(kilobytes(setting('proxy_buffer_size')))
    const [, ingressSize] = /proxy-buffer-size: (\w+)/.exec(readText('deploy/kubernetes/ingress.yaml')) ?? []
    expect(ingressSize).toBe(setting('proxy_buffer_size'))
  })

  it('never sends a POST twice', () => {
    expect(find(location, ['proxy_next_upstream'])[0]?.args).not.toContain('non_idempotent')
  })

  const ofTheNode = ['/metrics', '/health', '/health/live', '/health/ready']
  const closedIn = (locations: readonly Directive[]) =>
    locations
      .filter(({ args, block = [] }) => args[0] === '~' && block.some(({ name }) => name === 'return'))
      .map(({ args }) => new RegExp(args[1] ?? ''))

  it('answers no question about metrics or health from outside, below the path of an issuer too', () => {
    const [closed = /$^/, ...others] = closedIn(find(config, ['http', 'server', 'location']))
    expect(others).toEqual([])
    for (const path of ofTheNode) for (const base of ['', '/auth', '/realms/one']) expect(base + path).toMatch(closed)
    for (const path of ['/', '/token', '/metrics/x', '/xmetrics', '/.well-known/openid-configuration']) expect(path).not.toMatch(closed)
  })

  it('of a host that an issuer shares passes the issuer’s path on, as docs/deployment.md has it (RFC8414-3.1)', () => {
    const [, shown = ''] = /```nginx\n(location[\s\S]*?)```/.exec(readText('docs/deployment.md')) ?? []
    const locations = parseNginx(shown)
    const passed = locations.filter(({ block = [] }) => block.some(({ name }) => name === 'proxy_pass'))
    expect(passed.map(({ args }) => args.at(-1))).toEqual(['/auth/', oauthMetadataPathOf('https://id.example.com/auth')])
    expect(
      find(
        passed.flatMap(({ block = [] }) => block),
        ['proxy_pass'],
      ).map(({ args }) => args),
    ).toEqual([['http://aldgate'], ['http://aldgate']])
    const [closed = /$^/] = closedIn(locations)
    for (const path of ofTheNode) expect(`/auth${path}`).toMatch(closed)
    expect('/auth/token').not.toMatch(closed)
  })
})
