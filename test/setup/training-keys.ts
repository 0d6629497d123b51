import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { SigningService } from "#workflows/gateways/signing/signing-service.ts"
import { trainingSigning } from "#workflows/gateways/signing/training-signing.server.ts"

type TrainingKeys = {
  /** Where the keys and the certificate of their authority lie. */
  folder: string
  signing: SigningService
}

let made: Promise<TrainingKeys> | undefined

/** Made-up signing keys, the same for every test of this process. */
export const trainingKeys = (): Promise<TrainingKeys> => {
  made ??= makeKeys()
  return made
}

const makeKeys = async (): Promise<TrainingKeys> => {
  const folder = mkdtempSync(join(tmpdir(), "khoa-tap-huan-"))
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }))
  return { folder, signing: await trainingSigning(folder) }
}
