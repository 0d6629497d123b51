import { redirect } from "@remix-run/node"
import type { Actor } from "#models/shared/workflow.ts"
import { lastActOf } from "#workflows/screens/receipt.server.ts"
import { RECEIPT_MARK } from "./paths.ts"

/**
 * After an act: to a page that says on top what was done, in the words under which the log keeps it. `about`: what it was done to,
 * where other acts of the same person go on meanwhile.
 */
export const redirectDone = async (
  actor: Pick<Actor, "id">,
  to: string,
  about?: { kind: string; id: string },
): Promise<ReturnType<typeof redirect>> => {
  const sequence = await lastActOf(actor, about)
  if (sequence === null) return redirect(to)
  const [path = to, query = ""] = to.split("?")
  const asked = new URLSearchParams(query)
  asked.set(RECEIPT_MARK, String(sequence))
  return redirect(`${path}?${asked}`)
}
