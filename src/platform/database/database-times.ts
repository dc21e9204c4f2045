/** How long, in milliseconds, one statement may wait or run before its request is answered 503. */
export const longestStatement = 4_000
/** After so many milliseconds without an answer a connection is dead: the server itself has ended the statement long before. */
export const longestSilence = longestStatement + 1_000
/** How long, in milliseconds, a transaction may wait for its next statement. */
export const longestIdle = longestStatement * 3
/** Seconds after which a connection is replaced by a new one, which finds a database that has moved. */
export const connectionLifetime = 900
