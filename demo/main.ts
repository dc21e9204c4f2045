import { DemoError } from './start/demo-error'
import { readDemoSettings } from './start/demo-settings'
import { runDemo } from './start/run-demo'

/** A terminal's Ctrl-C comes twice, by itself and by npm: within so many milliseconds it is one signal. */
const echoMilliseconds = 300

async function main(): Promise<void> {
  const demo = await runDemo(readDemoSettings(process.env), process.env)
  let since: number | undefined
  const onSignal = () => {
    if (since !== undefined && performance.now() - since > echoMilliseconds) process.exit(1)
    since ??= performance.now()
    void demo.end().then(() => process.exit(0))
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  await demo.ready.catch(async (error: unknown) => {
    if (since !== undefined) return
    await demo.end()
    throw error
  })
  await demo.serverEnded
  if (since !== undefined) return
  await demo.end()
  throw new DemoError('The server has ended; data/demo-server.log tells why.')
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof DemoError ? error.message : String((error as Error).stack)}\n`)
  process.exit(1)
})
