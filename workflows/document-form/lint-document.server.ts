import { apart } from "#workflows/uploads/apart.server.ts"
import type { lintFile } from "./lint-file.server.ts"

/**
 * Reads a finished PDF back and checks it against the layout rules of its day. The reading takes seconds for hundreds of
 * pages, so it runs in a process beside the server's. Trusts nothing but the bytes.
 * @throws InvalidInputError for an unreadable file
 */
export const lintDocument = apart<typeof lintFile>("lintDocument")
