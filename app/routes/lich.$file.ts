import type { LoaderFunctionArgs } from "@remix-run/node"
import { readCalendar } from "#workflows/notices/read-calendar.server.ts"
import { attempt } from "../http/attempt.ts"
import { hasIt } from "../http/entity-tag.ts"

/** A person's calendar at its secret address: for calendar programs, which sign in nowhere and ask again and again. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const secret = /^([\w-]{43})\.ics$/.exec(params.file ?? "")?.[1] ?? ""
  const { runtime } = context
  const found = await attempt(() => readCalendar({ ...runtime, isTraining: runtime.trainingMode }, secret))
  const headers = { "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer" }
  if (!found.ok)
    return new Response(`${found.message}\n`, {
      status: found.status,
      headers: { ...headers, "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
    })
  const { text, digest } = found.value
  const etag = `"${digest}"`
  const kept = { ...headers, ETag: etag, "Cache-Control": "private, no-cache" }
  if (hasIt(request.headers.get("If-None-Match"), etag))
    return new Response(null, { status: 304, headers: kept })
  return new Response(text, {
    headers: {
      ...kept,
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'inline; filename="thoi-han.ics"',
    },
  })
}
