import type { LoaderFunctionArgs } from "@remix-run/node"
import { paths } from "../http/paths.ts"

/** What search engines may read: neither searches, which have no end, nor the way into the office. */
export const loader = ({ request, context }: LoaderFunctionArgs) => {
  const { publicUrl, trainingMode } = context.runtime
  // Training shows decisions that nobody took.
  const closed = trainingMode
    ? ["/"]
    : [`${paths.catalogue()}?`, paths.sendRemark(), paths.signIn(), paths.myWork()]
  const lines = [
    "User-agent: *",
    ...closed.map((path) => `Disallow: ${path}`),
    `Sitemap: ${new URL(paths.sitemap(), publicUrl ?? request.url)}`,
  ]
  return new Response(`${lines.join("\n")}\n`, {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  })
}
