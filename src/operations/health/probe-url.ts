import { readNamedFile } from '#platform/config/read-named-file'

/** Addresses that mean every address, and one of them. */
const anyAddress: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/**
 * Where the server of this environment answers whether it lives. Only the settings that decide that are read: a probe runs every few
 * seconds, and loading all settings costs more than asking.
 */
export function probeUrl(environment: NodeJS.ProcessEnv): URL {
  const host = textOf('HOST', environment) ?? '127.0.0.1'
  const address = anyAddress[host] ?? host
  const url = new URL(textOf('TLS_CERT', environment) === undefined ? 'http://host/health/live' : 'https://host/health/live')
  url.hostname = address.includes(':') ? `[${address}]` : address
  url.port = textOf('PORT', environment) ?? '3000'
  return url
}

function textOf(name: string, environment: NodeJS.ProcessEnv): string | undefined {
  const [text, path] = [environment[name], environment[`${name}_FILE`]].map((value) => (value?.trim() === '' ? undefined : value?.trim()))
  return path === undefined ? text : readNamedFile(path, (rule) => new Error(`${name}_FILE ${rule}`))
}
