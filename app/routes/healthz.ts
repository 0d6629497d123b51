import type { LoaderFunctionArgs } from "@remix-run/node"
import { storeAnswers } from "../http/store-answers.server.ts"

const WORDS = { ANSWERS: "ok", BUSY: "ok, store busy", AWAY: "store unreachable" }

/** For monitors: 200 while the store answers or works at something long, 503 otherwise. */
export const loader = async ({ context }: LoaderFunctionArgs) => {
  const answer = await storeAnswers(context.runtime.store.connection)
  return Response.json(
    { status: WORDS[answer] },
    { status: answer === "AWAY" ? 503 : 200, headers: { "Cache-Control": "no-store" } },
  )
}
