import { type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { returnsOfToday } from "#workflows/screens/unit-returns-page.server.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** From the navigation to the returns of the review that runs: of every unit, or of one's own; without any to the list of reviews. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const at = await returnsOfToday(await requireActor(request, context))
  if (!at) return redirect(paths.campaigns())
  return redirect(
    at.agencyId === null ? paths.unitReturns(at.campaignId) : paths.unitReturn(at.campaignId, at.agencyId),
  )
}
