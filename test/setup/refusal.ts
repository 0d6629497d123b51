import type { OfficeError } from "#models/shared/errors.ts"

/** Why the work was refused. @throws Error where it was not */
export const refusalOf = (work: Promise<unknown>): Promise<OfficeError> =>
  work.then(
    () => Promise.reject(new Error("nothing was refused")),
    (error: OfficeError) => error,
  )
