import { readNamedFile } from '#platform/config/read-named-file'

/** What a `${NAME}` may stand for: NAME's value, or the path of a file as NAME_FILE. */
export type Variables = Readonly<Record<string, string | undefined>>

/**
 * The text of a variable: its value, or else the content of the file that NAME_FILE names, as settings have it.
 *
 * @throws Error the rule that is broken
 */
export function findVariable(variables: Variables, name: string): string | undefined {
  const [value, path] = [own(variables, name), own(variables, `${name}_FILE`)?.trim()]
  if (path === undefined || path === '') return value === undefined ? undefined : checkReadable(name, value)
  if (value !== undefined && value !== '') throw new Error(`\${${name}} must not be set together with ${name}_FILE`)
  return readNamedFile(path, (rule) => new Error(`\${${name}}: ${name}_FILE ${rule}`))
}

const own = (variables: Variables, name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined)

// Node.js puts U+FFFD where a variable of the environment is not UTF-8.
function checkReadable(name: string, value: string): string {
  if (value.includes('\ufffd')) throw new Error(`\${${name}} is not UTF-8`)
  return value
}
