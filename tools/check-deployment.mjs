#!/usr/bin/env node
// Has deploy/ checked by the programs that will read it, as far as this machine has them: nginx, promtool, kubectl, systemd-analyze and
// docker compose. Says which were not there; fails where one refuses. The tests check the same files without any of them.
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'aldgate-deployment-'))
const at = (name) => join(folder, name)

/** A file as it stands, but for places and names that exist only where it is deployed. */
function localCopy(source, name, replacements) {
  const text = replacements.reduce((content, [from, to]) => content.replaceAll(from, to), readFileSync(source, 'utf8'))
  writeFileSync(at(name), text)
  return at(name)
}

const makeCertificate = () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  writeFileSync(at('tls-key'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
  return ['req', '-x509', '-new', '-key', at('tls-key'), '-subj', '/CN=localhost', '-days', '1', '-out', at('tls-certificate')]
}

const nginxFile = () =>
  localCopy('deploy/nginx/nginx.conf', 'nginx.conf', [
    [' /tmp/', ` ${folder}/`],
    ['/run/secrets', folder],
    ['aldgate-1:', '127.0.0.1:'],
    ['aldgate-2:', '127.0.0.2:'],
  ])

const prometheusFile = () => {
  localCopy('deploy/prometheus/aldgate.rules.yml', 'aldgate.rules.yml', [])
  writeFileSync(at('metrics-token'), 'none')
  const places = ['/etc/prometheus', '/run/secrets'].map((place) => [place, folder])
  return localCopy('deploy/prometheus/prometheus.yml', 'prometheus.yml', places)
}

const node = process.execPath
/** Each check: the program that reads a file, and how it is asked about it. */
const checks = [
  {
    what: 'deploy/nginx/nginx.conf',
    steps: () => [
      ['openssl', makeCertificate()],
      ['nginx', ['-t', '-c', nginxFile()]],
    ],
  },
  { what: 'deploy/prometheus', steps: () => [['promtool', ['check', 'config', prometheusFile()]]] },
  { what: 'deploy/kubernetes', steps: () => [['kubectl', ['kustomize', 'deploy/kubernetes']]] },
  {
    what: 'deploy/aldgate.service',
    steps: () => [['systemd-analyze', ['verify', localCopy('deploy/aldgate.service', 'aldgate.service', [['/usr/bin/node', node]])]]],
  },
  {
    what: 'docker-compose.yml',
    steps: () => [
      ['docker', ['compose', 'version']],
      ['docker', ['compose', 'config', '--quiet']],
    ],
  },
]

const isMissing = ({ error, stderr }) => error?.code === 'ENOENT' || /unknown command|is not a docker command/.test(stderr)

function outcomeOf({ steps }) {
  for (const [program, args] of steps()) {
    const result = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, ISSUER: 'https://login.example.com' } })
    if (isMissing(result)) return { said: `not checked: there is no ${args[0] === 'compose' ? 'docker compose' : program} here` }
    if (result.status !== 0) return { said: `refused by ${program}:\n${result.stderr}`, isRefused: true }
  }
  return { said: 'in order' }
}

try {
  for (const check of checks) {
    const { said, isRefused = false } = outcomeOf(check)
    console.log(`${check.what}: ${said}`)
    if (isRefused) process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true })
}
