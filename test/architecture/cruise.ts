import { cruise, type ICruiseResult, type IModule } from "dependency-cruiser"
import { IMPORT_RULES, SOURCES } from "./import-rules.ts"

/** The imports below `root`, type-only ones included, judged by the rules. */
export const cruised = async (root: string): Promise<ICruiseResult> => {
  const { output } = await cruise(
    SOURCES,
    {
      baseDir: root,
      ruleSet: { forbidden: IMPORT_RULES },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: "node_modules" },
      outputType: "json",
    },
    { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  )
  return (typeof output === "string" ? JSON.parse(output) : output) as ICruiseResult
}

/** What breaks a rule: `rule: from → to`. */
export const faultsIn = ({ summary }: ICruiseResult): string[] =>
  summary.violations.map(({ rule, from, to, cycle }) =>
    [`${rule.name}: ${from}`, ...(cycle ? cycle.map(({ name }) => name) : [to])].join(" → "),
  )

/** `workflows/<room>` and `models/<room>`; a file directly in `workflows/` is a room of its own. */
const roomOf = (path: string): string | undefined => /^(?:workflows|models)\/[^/]+/.exec(path)?.[0]

/** Rooms that reach themselves through others, each with one way round. */
export const circlesAmongRooms = (modules: readonly IModule[]): string[] => {
  const imports = new Map<string, Set<string>>()
  for (const { source, dependencies } of modules) {
    const room = roomOf(source)
    if (!room) continue
    const known = imports.get(room) ?? new Set()
    imports.set(room, known)
    for (const { resolved } of dependencies) {
      const other = roomOf(resolved)
      if (other && other !== room) known.add(other)
    }
  }
  return [...imports.keys()].sort().flatMap((room) => wayRound(imports, room) ?? [])
}

/** The shortest way from a room back to itself. */
function wayRound(imports: ReadonlyMap<string, ReadonlySet<string>>, start: string): string | null {
  const from = new Map<string, string>()
  const queue = [start]
  for (const room of queue)
    for (const next of imports.get(room) ?? []) {
      if (next === start) {
        const way = [room]
        for (let at = room; at !== start; at = way[0] as string) way.unshift(from.get(at) as string)
        return [...way, start].join(" → ")
      }
      if (from.has(next)) continue
      from.set(next, room)
      queue.push(next)
    }
  return null
}
