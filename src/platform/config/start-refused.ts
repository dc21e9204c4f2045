/** What stops a start: one line that says what is wrong and what to do, without any secret. */
export class StartRefused extends Error {}
