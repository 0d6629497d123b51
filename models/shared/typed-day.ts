import { z } from "zod"
import { dayOfText } from "./dates.ts"

/** What is said of a text that is no day. */
const notADay = (typed: string): string =>
  `«${typed.slice(0, 40)}» không phải là một ngày. Ghi ngày/tháng/năm, ví dụ 05/03/2023.`

/** What was typed as an ISO day; as it is where it is none. */
const readDay = (typed: unknown): unknown =>
  typeof typed === "string" ? (dayOfText(typed) ?? typed.trim()) : typed

/**
 * A day as an official types it, `5/3/2023` (also `2023-03-05`, as addresses have it), read as `YYYY-MM-DD`.
 * @param missing what is said where nothing was typed
 */
export const typedDay = (missing: string) =>
  z.preprocess(
    readDay,
    z.iso.date({
      error: ({ input }) => (typeof input === "string" && input !== "" ? notADay(input) : missing),
    }),
  )

/** The same where it may stay empty. */
export const typedDayOrNothing = z.preprocess(
  readDay,
  z.string().refine((text) => text === "" || dayOfText(text) !== null, {
    error: ({ input }) => notADay(String(input)),
  }),
)
