/** The oldest Node.js that everything here runs on. */
const oldest = [22, 12] as const

/** Ends the process with one line on a Node.js that is too old: some packages would end it without a word. */
export function checkNodeVersion(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return
  process.stderr.write(
    `Aldgate needs Node.js ${oldest.join('.')} or later; this is ${version}. npm scripts bring Node.js 24 along: npm start\n`,
  )
  process.exit(1)
}
