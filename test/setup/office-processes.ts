import { spawn } from "node:child_process"
import type { YearsEnd } from "./how-it-ended.ts"

/** The parts of a year in which a process of an office may die. */
export const MORTAL_PHASES = ["freeze", "issue", "deliver", "publish"] as const
export type MortalPhase = (typeof MORTAL_PHASES)[number]
export type Phase = MortalPhase | "prepare" | "decide"

export type OfficeProcessOrder = {
  dataDir: string
  /** Folder of its signing keys. */
  keys: string
  portalsUrl: string
  /** Which start of the office this is; each comes hours after the one before, by the machine's time. */
  start: number
  /** Begins an office with so many procedures and ends, instead of going on with one. */
  begin?: number
  /** Dies at this place of a phase, counted from 1. */
  kill?: { phase: Phase; point: number }
}

/** What a process saw when it started; `isDue`: whether a portal was to be told something. */
type Found = { state: string; drafts: string[]; acts: string[]; isDue: boolean }
type Ended = YearsEnd & { points: Partial<Record<Phase, number>> }
export type OfficeProcess = { killed: boolean; found: Found | null; ended: Ended | null }

/** Runs one process of an office to its end, whichever it is. @throws Error when it fails on its own */
export const runOffice = (order: OfficeProcessOrder): Promise<OfficeProcess> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["test/setup/office-process.ts", JSON.stringify(order)], {
      stdio: ["ignore", "pipe", "pipe"],
    })
    let [out, errors] = ["", ""]
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text
    })
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors += text
    })
    child.once("error", reject)
    child.once("close", (code, signal) => {
      const lines = out
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as object)
      const found = (lines.find((line) => "isDue" in line) ?? null) as Found | null
      const ended = (lines.find((line) => "digests" in line) ?? null) as Ended | null
      if (signal === "SIGKILL") resolve({ killed: true, found, ended })
      else if (code === 0) resolve({ killed: false, found, ended })
      else reject(new Error(`the office ended with ${code ?? signal}: ${errors}`))
    })
  })
