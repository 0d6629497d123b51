import { flatRoutes } from "@remix-run/dev/dist/config/flat-routes.js"
import type { ServerBuild } from "@remix-run/node"
import { type AgnosticRouteObject, matchRoutes } from "@remix-run/router"
import fc from "fast-check"
import { expect, test } from "vitest"
import { buildParts } from "#app/server/build-parts.ts"

const routes = { root: { id: "root", path: "" }, ...flatRoutes("app") } as unknown as ServerBuild["routes"]
const build = { routes, assets: { routes } } as unknown as ServerBuild
const partFor = buildParts(build)

/** Where an address leads of the routes of a build, as Remix compares them. */
const leadsTo = (from: ServerBuild, path: string) => {
  const below = (parentId: string | undefined): AgnosticRouteObject[] =>
    Object.values(from.routes).flatMap((route): AgnosticRouteObject[] => {
      if (!route || route.parentId !== parentId) return []
      const { id, path, index } = route
      const own = path === undefined ? { id } : { id, path }
      return [index ? { ...own, index } : { ...own, children: below(id) }]
    })
  return matchRoutes(below(undefined), path.replace(/\.data$/, ""))?.map(({ route, params }) => [
    route.id,
    params,
  ])
}

/** The words addresses are made of, and what else somebody may write there. */
const words = [...new Set(Object.values(routes).flatMap((route) => route?.path?.split("/") ?? []))]
const odd = ["", "2026", "1.004227", "QUAN-TRI", "quan%2Dtri", "..", "quan-tri.data", "_root.data", "%C4%91"]
const address = fc
  .array(fc.constantFrom(...words, ...odd), { minLength: 1, maxLength: 5 })
  .chain((parts) => fc.constantFrom("", "/", ".data").map((end) => `/${parts.join("/")}${end}`))

test("an address leads where it would lead if it were compared with every route", () => {
  const everyRoute = Object.values(routes).map((route) => leadsTo(build, `/${route?.path ?? ""}`))
  expect(new Set(everyRoute.map((one) => one?.at(-1)?.[0])).size).toBeGreaterThan(100)
  for (const route of Object.values(routes)) {
    const path = `/${route?.path ?? ""}`
    expect(leadsTo(partFor(path), path), path).toEqual(leadsTo(build, path))
  }
  fc.assert(
    fc.property(address, (path) => {
      expect(leadsTo(partFor(path), path)).toEqual(leadsTo(build, path))
    }),
    { numRuns: 300 },
  )
})

test("few routes are left by what an address begins with, with all that frames them", () => {
  const part = partFor("/quan-tri/nguoi-dung")
  expect(Object.keys(part.routes).length).toBeLessThan(Object.keys(routes).length / 3)
  for (const route of Object.values(part.routes))
    if (route?.parentId) expect(Object.keys(part.routes)).toContain(route.parentId)
  expect(Object.keys(part.assets.routes)).toEqual(Object.keys(part.routes))
  expect(partFor("/quan-tri")).toBe(part)
  expect(partFor("/QUAN-TRI")).toBe(build)
})
