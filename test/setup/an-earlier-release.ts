import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { brotliDecompressSync } from "node:zlib"

const KEPT = "test/golden/an-earlier-release"

const read = (name: string) => brotliDecompressSync(readFileSync(join(KEPT, `${name}.br`)))

/** Lays what an earlier release left in its data folder into `dataDir`: store and signing keys; its README says what it holds. */
export const unpackEarlierRelease = (dataDir: string, { keysOnly = false } = {}): void => {
  const keys: Record<string, string> = JSON.parse(read("keys.json").toString("utf8"))
  mkdirSync(join(dataDir, "keys"), { recursive: true })
  for (const [name, pem] of Object.entries(keys)) writeFileSync(join(dataDir, "keys", name), pem)
  if (!keysOnly) writeFileSync(join(dataDir, "store.sqlite"), read("store.sqlite"))
}
