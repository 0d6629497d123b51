import type { ServerBuild } from "@remix-run/node"

type Routes = ServerBuild["routes"]

/**
 * What of a build can answer for an address. Remix compares an address with every route, several times for a page, and makes the
 * comparison anew each time: with 160 routes that was a third of all the server did. What an address begins with leaves few of them.
 * @returns for a path the same build with these routes alone, one for each beginning; the whole for a beginning no route names
 */
export const buildParts = (build: ServerBuild): ((path: string) => ServerBuild) => {
  const beginnings = beginningsOf(build.routes)
  const parts = new Map<string, ServerBuild>()
  for (const beginning of new Set(beginnings.values())) {
    if (beginning !== ANY) parts.set(beginning, partOf(build, beginnings, beginning))
  }
  return (path) => parts.get(beginningOf(path)) ?? build
}

/** Stands for what a route takes whatever it is called. */
const ANY = "*"

/** Only what can be read one way alone; anything else is nobody's beginning. */
const beginningOf = (path: string): string => /^\/([a-z0-9-]+)(?:\.data)?(?:\/|$)/.exec(path)?.[1] ?? ANY

/** How the address of each route that answers begins; layouts answer for nothing by themselves. */
function beginningsOf(routes: Routes): Map<string, string> {
  const parents = new Set(Object.values(routes).map((route) => route?.parentId))
  const answering = Object.keys(routes).filter((id) => !parents.has(id) || routes[id]?.path !== undefined)
  return new Map(answering.map((id) => [id, namedBy(fullPath(routes, id))]))
}

/** A name that stands as it is, and is no name with an ending that scripts would be taken for. */
const namedBy = (path: string): string => /^([a-z0-9-]+)(?:\/|$)/.exec(path)?.[1] ?? ANY

const fullPath = (routes: Routes, id: string): string =>
  lineOf(routes, id)
    .flatMap((one) => routes[one]?.path || [])
    .join("/")

/** From the root to a route. */
function lineOf(routes: Routes, id: string): string[] {
  const line: string[] = []
  for (let at: string | undefined = id; at !== undefined; at = routes[at]?.parentId) line.unshift(at)
  return line
}

function partOf(build: ServerBuild, beginnings: Map<string, string>, beginning: string): ServerBuild {
  const kept = new Set(
    [...beginnings]
      .filter(([, one]) => one === beginning || one === ANY)
      .flatMap(([id]) => lineOf(build.routes, id)),
  )
  const only = <T>(routes: { [id: string]: T }) =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => kept.has(id)))
  return {
    ...build,
    routes: only(build.routes),
    assets: { ...build.assets, routes: only(build.assets.routes) },
  }
}
