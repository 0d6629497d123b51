import { randomBytes } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

/**
 * What signs session cookies where SESSION_SECRET is not set: `keys/session-secret` (mode 0600) in the data folder, made
 * on the first start.
 */
export const keptSessionSecret = (dataDir: string): string => {
  const file = join(dataDir, "keys", "session-secret")
  if (existsSync(file)) return readFileSync(file, "utf8").trim()
  const secret = randomBytes(48).toString("base64url")
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, `${secret}\n`, { mode: 0o600 })
  return secret
}
