import type { LoaderFunctionArgs } from "@remix-run/node"
import { escapeMarkup } from "#models/shared/markup.ts"
import { getSitemap } from "#workflows/screens/sitemap.server.ts"
import { paths } from "../http/paths.ts"

/** The public pages for search engines (sitemaps.org 0.9). */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const origin = context.runtime.publicUrl ?? request.url
  const { editions, procedures } = await getSitemap(context.runtime)
  const entries = [
    { path: paths.home(), day: null },
    { path: paths.catalogue(), day: null },
    { path: paths.catalogueFigures(), day: null },
    { path: paths.verify(), day: null },
    ...editions.map(({ id, day }) => ({ path: paths.edition(id), day })),
    ...procedures.map(({ code, day }) => ({ path: paths.procedure(code), day })),
  ]
  const urls = entries.map(
    ({ path, day }) =>
      `<url><loc>${escapeMarkup(String(new URL(path, origin)))}</loc>${day ? `<lastmod>${day}</lastmod>` : ""}</url>`,
  )
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join("\n")}\n</urlset>\n`,
    {
      headers: { "Content-Type": "application/xml; charset=utf-8", "Cache-Control": "public, max-age=3600" },
    },
  )
}
