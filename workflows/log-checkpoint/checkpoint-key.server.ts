import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { ConfigError } from "../config.server.ts"

/** Where the key lies and where files go; both outside the database, `null`: under the data folder. */
export type CheckpointPlaces = { dataDir: string; checkpointKey: string | null }

/**
 * The key that signs checkpoints of the log (Ed25519): the file the office names, which a database operator cannot read, else
 * `keys/log-key.pem` (mode 0600) in the data folder, made on the first start.
 * @throws ConfigError when the named file is not such a key
 */
export const checkpointKey = ({ dataDir, checkpointKey }: CheckpointPlaces): KeyObject => {
  const file = checkpointKey ?? join(dataDir, "keys", "log-key.pem")
  if (checkpointKey === null && !existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const { privateKey } = generateKeyPairSync("ed25519")
    writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flag: "wx" })
  }
  return readPrivate(file)
}

function readPrivate(file: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(file, "utf8"))
    if (key.asymmetricKeyType === "ed25519") return key
  } catch {
    // Said below.
  }
  throw new ConfigError(
    `CHECKPOINT_KEY: «${file}» không đọc được hoặc không phải khóa riêng Ed25519 (PEM). Tạo khóa: openssl genpkey -algorithm ed25519.`,
  )
}
