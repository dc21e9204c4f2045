/** A file of people of which nothing can be read; the message says why. */
export class UnusablePeopleFile extends Error {}
