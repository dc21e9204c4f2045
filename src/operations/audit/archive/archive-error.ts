/** The archive of the audit log cannot be used as it is. */
export class ArchiveError extends Error {}
