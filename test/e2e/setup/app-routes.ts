import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"

const ROOT = join(import.meta.dirname, "../../..")

type Listed = { file: string; path?: string; children?: Listed[] }

export type AppRoute = {
  /** File under `app`. */
  file: string
  /** `/dang-ky/:registrationId/phan-nhap`. */
  pattern: string
  takesForms: boolean
  /** A file or an answer for scripts has none. */
  hasPage: boolean
}

/** Every address of the app, as Remix itself lists them. */
export const appRoutes = (): AppRoute[] => {
  const remix = join(ROOT, "node_modules/@remix-run/dev/dist/cli.js")
  const listed = execFileSync(process.execPath, [remix, "routes", "--json"], { cwd: ROOT, encoding: "utf8" })
  return flatten(JSON.parse(listed), "")
}

const flatten = (routes: Listed[], above: string): AppRoute[] =>
  routes.flatMap(({ file, path = "", children }) => {
    const pattern = path === "" ? above : `${above}/${path}`
    return children ? flatten(children, pattern) : [toRoute(file, pattern || "/")]
  })

const toRoute = (file: string, pattern: string): AppRoute => {
  const source = readFileSync(join(ROOT, "app", file), "utf8")
  return {
    file,
    pattern,
    takesForms: /^export (const|async function|function) action\b/m.test(source),
    hasPage: /^export default/m.test(source),
  }
}

/** The address of a route with its parameters filled in. @throws Error for a parameter nobody gave */
export const addressOf = (pattern: string, params: Record<string, string>): string =>
  pattern
    .split("/")
    .map((segment) => {
      if (segment === "*") return "khong/co.csv"
      if (!segment.startsWith(":")) return segment
      const value = params[segment.slice(1)]
      if (value === undefined) throw new Error(`no value for ${segment} of ${pattern}`)
      return encodeURIComponent(value)
    })
    .join("/")
