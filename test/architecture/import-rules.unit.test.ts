import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { circlesAmongRooms, cruised, faultsIn } from "./cruise.ts"
import { SOURCES } from "./import-rules.ts"

/** A small house in which every rule is broken once, but for those files named `good`. */
const HOUSE: Record<string, string> = {
  "package.json": JSON.stringify({
    type: "module",
    imports: Object.fromEntries([...SOURCES, "test"].map((folder) => [`#${folder}/*`, `./${folder}/*`])),
  }),
  "app/good.ts": `import "#workflows/delivery/good.ts"`,
  "app/to-seeds.ts": `import "#seeds/good.ts"`,
  "seeds/good.ts": `import "#workflows/screens/page.ts"`,
  "seeds/to-app.ts": `export * from "../app/good.ts"`,
  "scripts/good.ts": `import "#app/good.ts"`,
  "scripts/to-test.ts": `await import("#test/helper.ts")`,
  "test/helper.ts": "export {}",
  "workflows/delivery/good.ts": `import "#models/agency/one.ts"`,
  "workflows/delivery/to-app.ts": `import type {} from "#app/good.ts"`,
  "workflows/delivery/to-screen.ts": `import "../screens/page.ts"`,
  "workflows/screens/page.ts": `import "./part.ts"`,
  "workflows/screens/part.ts": "export {}",
  "workflows/gateways/to-document.ts": `import type {} from "#workflows/document-text/text.ts"`,
  "workflows/gateways/to-campaign.ts": `import "#workflows/campaign/text.ts"`,
  "workflows/document-text/text.ts": "export {}",
  "workflows/campaign/text.ts": "export {}",
  "workflows/lost.ts": `import "./nowhere.ts"`,
  "workflows/bulk/there.ts": `import "../identity/here.ts"`,
  "workflows/identity/here.ts": "export {}",
  "workflows/identity/back.ts": `import type {} from "../room.ts"`,
  "workflows/room.ts": `import "./bulk/there.ts"`,
  "models/agency/one.ts": `import type { Other } from "./other.ts"\nexport type One = Other`,
  "models/agency/other.ts": `import type { One } from "./one.ts"\nexport type Other = One[]`,
  "models/outbox/to-workflow.ts": `import "#workflows/delivery/good.ts"`,
  "models/agency/disk.ts": `import { readFileSync } from "node:fs"\nexport default readFileSync`,
  "models/agency/database.ts": `import { DatabaseSync } from "node:sqlite"\nexport default DatabaseSync`,
  "models/agency/good.ts": `import type { Stats } from "node:fs"\nexport type Good = Stats`,
  "models/agency/good.server.ts": `import "node:fs"`,
  "models/store/embedded/to-shared.ts": `import "../../shared/clock.ts"`,
  "models/store/within.ts": `import "./embedded/good.ts"\nimport "./embedded/index.ts"`,
  "models/store/embedded/index.ts": "export {}",
  "models/store/embedded/good.ts": `import "node:timers/promises"`,
  "models/shared/clock.ts": "export {}",
}

let root = ""
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "house-"))
  for (const [path, content] of Object.entries(HOUSE)) {
    await mkdir(join(root, dirname(path)), { recursive: true })
    await writeFile(join(root, path), content)
  }
})
afterAll(() => rm(root, { recursive: true }))

test("every import that breaks a rule is found, and no other", async () => {
  const result = await cruised(root)
  expect(faultsIn(result).sort()).toEqual(
    [
      "models imports only from the folders below it: models/outbox/to-workflow.ts → workflows/delivery/good.ts",
      "workflows imports only from the folders below it: workflows/delivery/to-app.ts → app/good.ts",
      "app imports only from the folders below it: app/to-seeds.ts → seeds/good.ts",
      "seeds imports only from the folders below it: seeds/to-app.ts → app/good.ts",
      "scripts imports only from the folders below it: scripts/to-test.ts → test/helper.ts",
      "files form no circle, types included: models/agency/one.ts → models/agency/other.ts → models/agency/one.ts",
      "a screen is imported by no room: workflows/delivery/to-screen.ts → workflows/screens/page.ts",
      "a gateway knows no document and none of the rooms that send through it: workflows/gateways/to-campaign.ts → workflows/campaign/text.ts",
      "a gateway knows no document and none of the rooms that send through it: workflows/gateways/to-document.ts → workflows/document-text/text.ts",
      "the embedded store imports nothing of ours: models/store/embedded/to-shared.ts → models/shared/clock.ts",
      "the embedded store is a package, known by what its entrance gives: models/store/within.ts → models/store/embedded/good.ts",
      "a file that touches disk, network or database says so in its name: models/agency/disk.ts → fs",
      "a file that touches disk, network or database says so in its name: models/agency/database.ts → node:sqlite",
      "every import is found: workflows/lost.ts → ./nowhere.ts",
    ].sort(),
  )
}, 120_000)

test("rooms in a circle are found where no files are, a file of workflows/ being a room of its own", async () => {
  const { modules } = await cruised(root)
  expect(circlesAmongRooms(modules)).toEqual([
    "workflows/bulk → workflows/identity → workflows/room.ts → workflows/bulk",
    "workflows/identity → workflows/room.ts → workflows/bulk → workflows/identity",
    "workflows/room.ts → workflows/bulk → workflows/identity → workflows/room.ts",
  ])
}, 120_000)
