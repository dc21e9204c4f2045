// Processes start and databases stop here: on a busy machine that takes its time.
jest.setTimeout(120_000)
