// Loaded into a measured process before its own code (node --import): answers each message with what the process has used so far.
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send({ cpuMicroseconds: user + system, residentBytes: process.memoryUsage.rss() })
})
process.channel.unref()
