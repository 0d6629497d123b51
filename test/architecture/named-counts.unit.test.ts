import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"

const ROOT = join(import.meta.dirname, "../..")

/** Rooms that say counts of a catalogue to people or programs. */
const SPEAKING = [
  "app",
  "seeds/scenarios",
  "workflows/campaign",
  "workflows/delivery",
  "workflows/document-text",
  "workflows/portal-record",
  "workflows/public-catalogue",
  "workflows/screens",
]

/** Ways of counting rows or adding levels without a name. */
const COUNTING: [string, RegExp][] = [
  [
    "rows of a level by length",
    /\.filter\([^;]{0,120}?\b(?:level|isOnlineLevel)\b[^;]{0,120}?\)\s*\.length\b/su,
  ],
  ["an edition's rows by length", /\b(?:edition|frozen)\.entries\.length\b/u],
  [
    "procedures, agencies or fields by a set",
    /new Set\([^;]{0,120}?\b(?:procedure|agency|field)\b[^;]{0,120}?\)\s*\.size\b/su,
  ],
  ["levels added by hand", /\bFULL\b\s*\+\s*[\w.]*PARTIAL\b/u],
  ["the stored totals of an edition", /\btotals\.(?:levels|entries|byAdminLevel)\b/u],
]

/** Where the stored totals themselves are what is told: keys that others read since the first release. */
const STORED = [
  join("seeds", "scenarios", "rehearsal-summary.server.ts"),
  join("workflows", "portal-record", "edition-stamp.ts"),
  // A cell of the table over them.
  join("app", "components", "catalogue", "figures-of-levels.tsx"),
  // Whether the stored totals are the rows, which is what it asks.
  join("workflows", "document-text", "check-edition.ts"),
  // How many rows there are to write, not a figure.
  join("workflows", "campaign", "steps", "consolidate-edition.server.ts"),
]

const faultsIn = (text: string): string[] =>
  COUNTING.flatMap(([what, pattern]) => (pattern.test(text) ? [what] : []))

test("counts of a catalogue are taken from the room of figures, where each has its name", () => {
  const counting = SPEAKING.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)),
  )
    .filter((path) => /\.tsx?$/.test(path) && !STORED.includes(path))
    .flatMap((path) => faultsIn(readFileSync(join(ROOT, path), "utf8")).map((what) => `${path}: ${what}`))
  expect(counting).toEqual([])
})

test("each way of counting elsewhere is found", () => {
  expect(
    [
      `rows.filter(({ level }) => level === "FULL").length`,
      "rows.filter((row) => isOnlineLevel(row.level)).length",
      "edition.entries.length",
      "new Set(rows.map(({ procedure }) => procedure.code)).size",
      "levels.FULL + levels.PARTIAL",
      "edition.totals.levels.FULL",
    ].filter((text) => faultsIn(text).length === 0),
  ).toEqual([])
  expect(faultsIn("rows.filter(isMine).length + figures.onlineServices")).toEqual([])
})
