import { z } from "zod"
import { BARRIER_KINDS } from "#workflows/barriers/barrier-kinds.ts"
import type { BarrierQuery } from "#workflows/screens/barrier-page.server.ts"

const Kind = z.enum(BARRIER_KINDS)
const Id = z.string().min(1).max(200)
/** An address holds no more; a whole barrier is thought away by its name. */
export const MOST_RAISED = 200

const readable = <T>(schema: z.ZodType<T>, values: readonly string[]): T[] =>
  values.flatMap((value) => {
    const parsed = schema.safeParse(value)
    return parsed.success ? [parsed.data] : []
  })

/** What the page is asked for, as it stands in the address; anything unreadable counts as not asked. */
export const barrierQueryOf = (request: Request): BarrierQuery & { isCut: boolean } => {
  const search = new URL(request.url).searchParams
  const raise = [...new Set(readable(Id, search.getAll("raise")))]
  return {
    agency: readable(Id, search.getAll("agency"))[0],
    kind: readable(Kind, search.getAll("kind"))[0],
    fall: [...new Set(readable(Kind, search.getAll("fall")))],
    at: [...new Set(readable(Id, search.getAll("at")))].slice(0, MOST_RAISED),
    raise: raise.slice(0, MOST_RAISED),
    isCut: raise.length > MOST_RAISED,
    page: readable(z.coerce.number().int().min(1).max(100_000), search.getAll("page"))[0] ?? 1,
  }
}
