// Loaded into a node before its own first line: its clock goes wrong by so many seconds.
const ahead = Number(process.env.TEST_CLOCK_AHEAD) * 1000
const { now } = Date

Date.now = () => now() + ahead
