const patterns: readonly { readonly name: RegExp; readonly value: RegExp }[] = [
  { name: /_SERVICE_HOST$/, value: /^/ },
  { name: /_SERVICE_PORT(?:_[A-Z0-9_]+)?$/, value: /^\d+$/ },
  { name: /_PORT(?:_\d+_(?:TCP|UDP|SCTP))?$/, value: /^(?:tcp|udp|sctp):\/\// },
  { name: /_PORT_\d+_(?:TCP|UDP|SCTP)_(?:PROTO|PORT|ADDR)$/, value: /^/ },
]

/**
 * Whether a variable describes a Kubernetes service. Kubernetes sets such variables in every pod for every service of its namespace, so a
 * service named `aldgate` gives names that look like settings, and a service named `aldgate-x` may give the very name of one.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
export const isServiceLink = (name: string, value = ''): boolean =>
  patterns.some((pattern) => pattern.name.test(name) && pattern.value.test(value))
