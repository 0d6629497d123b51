import type { IForbiddenRuleType } from "dependency-cruiser"

/** Which folders each may import from; nothing points back. */
const BELOW: Record<string, readonly string[]> = {
  models: ["models"],
  workflows: ["workflows", "models"],
  app: ["app", "workflows", "models"],
  seeds: ["seeds", "workflows", "models"],
  scripts: ["scripts", "app", "seeds", "workflows", "models"],
}

const ALL = [...Object.keys(BELOW), "test"]
const WORLD =
  "^(node:)?(fs|fs/promises|net|tls|dns|dgram|http|https|http2|sqlite|child_process|zlib)$|node_modules/(mongoose|express)/"

const error = "error" as const

/** Folders the rules are about. */
export const SOURCES = Object.keys(BELOW)

export const IMPORT_RULES: IForbiddenRuleType[] = [
  ...Object.entries(BELOW).map(([folder, allowed]) => ({
    name: `${folder} imports only from the folders below it`,
    severity: error,
    from: { path: `^${folder}/` },
    to: { path: `^(${ALL.filter((one) => !allowed.includes(one)).join("|")})/` },
  })),
  {
    name: "files form no circle, types included",
    severity: error,
    from: {},
    to: { circular: true },
  },
  {
    name: "a screen is imported by no room",
    severity: error,
    from: { path: "^(workflows|models)/", pathNot: "^workflows/screens/" },
    to: { path: "^workflows/screens/" },
  },
  {
    name: "a gateway knows no document and none of the rooms that send through it",
    severity: error,
    from: { path: "^workflows/gateways/" },
    to: { path: "^workflows/(document-[^/]+|campaign|registration|delivery)/" },
  },
  {
    name: "the embedded store imports nothing of ours",
    severity: error,
    from: { path: "^models/store/embedded/" },
    to: { path: `^(${ALL.join("|")})/`, pathNot: "^models/store/embedded/" },
  },
  {
    name: "the embedded store is a package, known by what its entrance gives",
    severity: error,
    from: { path: `^(${ALL.join("|")})/`, pathNot: "^models/store/embedded/" },
    to: { path: "^models/store/embedded/", pathNot: "^models/store/embedded/(index|bench/.*)\\.ts$" },
  },
  {
    name: "a file that touches disk, network or database says so in its name",
    severity: error,
    from: {
      path: "^(app|workflows|models)/",
      pathNot: "\\.server\\.tsx?$|^models/store/embedded/(test|bench)/|/vitest\\.config\\.ts$",
    },
    to: { path: WORLD, dependencyTypesNot: ["type-only"] },
  },
  {
    name: "every import is found",
    severity: error,
    from: {},
    to: { couldNotResolve: true },
  },
]
