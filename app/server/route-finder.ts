import type { ServerBuild } from "@remix-run/node"
import { type AgnosticRouteObject, matchRoutes } from "@remix-run/router"
import { buildParts } from "./build-parts.ts"

/** The route an address leads to, as Remix will match it. */
export type FoundRoute = {
  /** `/dang-ky/:registrationId`. */
  pattern: string
  takesForms: boolean
  /** A page, or an answer for scripts; some addresses only take forms. */
  canBeRead: boolean
}

/** How to ask where an address leads. */
export const routeFinder = (build: ServerBuild): ((path: string) => FoundRoute | null) => {
  const { routes } = build
  const partFor = buildParts(build)
  const trees = new Map<ServerBuild, AgnosticRouteObject[]>()
  const treeFor = (path: string) => {
    const part = partFor(path)
    const tree = trees.get(part) ?? childrenOf(part.routes, undefined)
    trees.set(part, tree)
    return tree
  }
  return (path) => {
    const matches = matchRoutes(treeFor(path), withoutDataSuffix(path))
    const id = matches?.at(-1)?.route.id
    if (!matches || id === undefined) return null
    const segments = matches.flatMap(({ route }) => route.path || [])
    const { action, loader, default: page } = routes[id]?.module ?? {}
    return {
      pattern: `/${segments.join("/")}`,
      takesForms: action !== undefined,
      canBeRead: loader !== undefined || page !== undefined,
    }
  }
}

/** Scripts ask for the data of a page under its address with this ending. */
export const isForScripts = (path: string): boolean => path.endsWith(".data")

const withoutDataSuffix = (path: string): string => path.replace(/\.data$/, "").replace(/^\/_root$/, "/")

const childrenOf = (routes: ServerBuild["routes"], parentId: string | undefined): AgnosticRouteObject[] =>
  Object.values(routes).flatMap((route): AgnosticRouteObject[] => {
    if (route?.parentId !== parentId || !route) return []
    const { id, path, index } = route
    const own = { id, ...(path === undefined ? {} : { path }) }
    return [index ? { ...own, index } : { ...own, children: childrenOf(routes, id) }]
  })
