import { readFileSync } from "node:fs"
import { availableParallelism } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { z } from "zod"
import {
  CALENDAR_READS,
  REQUEST_LIMITS,
  UPLOADS,
  UPLOADS_AT_ONCE,
  VERIFICATIONS_AT_ONCE,
} from "#app/http/upload-limits.ts"
import { AUDIT_SHAPES } from "#models/audit/audit-shapes.ts"
import { REMARK_LIMITS } from "#models/public-remark/public-remark.ts"
import { VARIABLES } from "#workflows/config.server.ts"
import {
  ATTEMPTS_PER_ACCOUNT,
  ATTEMPTS_PER_USER_AND_ADDRESS,
  RESETS_PER_ADDRESS,
  RESETS_PER_USER,
} from "#workflows/identity/attempts.server.ts"
import { ABSOLUTE_MS, IDLE_MS } from "#workflows/identity/sign-in.server.ts"
import { MIN_PASSWORD, passwordFault } from "#workflows/identity/weak-password.server.ts"
import { DESK_LIMITS } from "#workflows/public-catalogue/verification-desk.server.ts"
import { IMPORT_LIMITS, MEGABYTE } from "#workflows/uploads/import-limits.ts"
import { LANES, READINGS } from "#workflows/uploads/reading-limits.ts"

const page = readFileSync(join(import.meta.dirname, "../../docs/security-controls.md"), "utf8")
/** The part of the page under a heading. */
const sectionOf = (heading: string): string =>
  (page.split(`## ${heading}\n`)[1] ?? "").split("\n## ")[0] ?? ""
/** The same on one line. */
const partOf = (heading: string): string => sectionOf(heading).replace(/\s+/g, " ")
/** The rows of its tables, cell by cell. */
const rowsOf = (heading: string): string[][] =>
  sectionOf(heading)
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    )

test("the page names every way in", () => {
  const part = partOf("Ways in")
  for (const path of [
    "/dang-nhap",
    "/ma-xac-thuc",
    "/xac-nhan-lai",
    "/dang-nhap-chung",
    "/thiet-lap",
    "/lich/….ics",
    "/gop-y/tra-loi",
  ])
    expect(part).toContain(`\`${path}\``)
})

test("the page names how often somebody may try", () => {
  const limits = rowsOf("How often somebody may try")
  const said = (what: string) => Number(limits.find(([cell]) => cell === what)?.[2])
  expect(said("wrong sign-ins of one name from one address")).toBe(ATTEMPTS_PER_USER_AND_ADDRESS)
  expect(said("wrong sign-ins of one name on strange machines")).toBe(ATTEMPTS_PER_ACCOUNT)
  expect(said("readings of calendars from one address")).toBe(CALENDAR_READS.fromOnePlace)
  expect(said("readings of one calendar")).toBe(CALENDAR_READS.atOneAddress)
  expect(said("remarks from one address")).toBe(REMARK_LIMITS.perAddress)
  expect(said("remarks from everywhere")).toBe(REMARK_LIMITS.everywhere)
  expect(said("looking up answers from one address")).toBe(REMARK_LIMITS.lookUps)
  expect(said("codes for a new password mailed to one person")).toBe(RESETS_PER_USER)
  expect(said("codes for a new password asked for from one address")).toBe(RESETS_PER_ADDRESS)
  const { search, verification, signIn, file } = REQUEST_LIMITS.kinds
  expect(said("searches by one browser")).toBe(search.most)
  expect(said("files sent for verification by one browser")).toBe(verification.most)
  expect(said("sign-ins by one browser")).toBe(signIn.most)
  expect(said("downloads by one browser")).toBe(file.most)
  expect(REQUEST_LIMITS.browsersAtOnePlace).toBe(5)
  expect(said("files for verification of one address, at one moment")).toBe(DESK_LIMITS.fromOnePlace)
  expect(said("files for verification taken in or drawn, at one moment")).toBe(VERIFICATIONS_AT_ONCE.atOnce)
  expect(said("forms with files of one browser, at one moment")).toBe(UPLOADS_AT_ONCE.ofBrowser)
  expect(said("forms with files of one address, at one moment")).toBe(UPLOADS_AT_ONCE.fromOnePlace)
  expect(said("forms with files in all, at one moment")).toBe(UPLOADS_AT_ONCE.inAll)
})

test("the page says when a session ends", () => {
  const part = partOf("Passwords and sessions")
  expect(part).toContain(
    `after ${IDLE_MS / 3_600_000} hours of silence and after ${ABSOLUTE_MS / 3_600_000} hours`,
  )
  expect(part).toContain("as many as they open")
})

test("every word the page says makes a password easy to guess, does", async () => {
  const part = partOf("Passwords and sessions")
  expect(part).toContain("Twelve letters at least")
  expect(MIN_PASSWORD).toBe(12)
  const words = [...part.matchAll(/`(\p{L}+)`/gu)].map(([, word = ""]) => word)
  expect(words.length).toBeGreaterThan(4)
  const owner = { id: "nguyen.thu", fullName: "Nguyễn Thị Thử" }
  for (const word of words) expect(await passwordFault(word.repeat(2), owner), word).not.toBeNull()
})

test("the page names every form that takes files with its kinds and size", () => {
  const said = rowsOf("Files that are taken").filter(([cell]) => cell?.startsWith("`/"))
  for (const { route, kinds, bytes } of Object.values(UPLOADS))
    expect(said, route).toContainEqual([`\`${route}\``, kinds.join(" "), String(bytes / MEGABYTE)])
  const { unpackedBytes, zipEntries, zipRatio } = IMPORT_LIMITS
  expect(partOf("Files that are taken")).toContain(
    `beyond ${unpackedBytes / MEGABYTE} MB, ${zipEntries} parts or ${zipRatio} times`,
  )
})

test("the page names everything that reads what people send, with its limits", () => {
  const said = rowsOf("Files that are taken")
  for (const [name, { seconds, memoryMb }] of Object.entries(READINGS))
    expect(said, name).toContainEqual([`\`${name}\``, String(seconds), String(memoryMb)])
  const { public: strangers, office } = LANES
  expect(office.processes).toBe(2)
  expect(strangers.processes).toBeLessThanOrEqual(Math.max(1, Math.min(2, availableParallelism() / 2)))
  expect(partOf("Files that are taken").replaceAll(/\s+/g, " ")).toContain(
    `Half of the processors, two processes at most, for strangers (${strangers.waiting} files may wait) and two for the office (${office.waiting})`,
  )
})

test("the page names every setting by which it reaches another machine", () => {
  const part = partOf("What it connects to")
  const reaching = VARIABLES.filter(
    (name) => /_(?:URI|URL|HOSTS|TOKENS|ISSUER)$/.test(name) && name !== "PUBLIC_URL",
  )
  expect(reaching.length).toBeGreaterThan(4)
  for (const name of reaching) expect(part).toContain(`\`${name}\``)
})

test("of every secret the page says who makes it, how long it lives, how it is replaced and what to do when it is lost", () => {
  const [heads = [], , ...lives] = rowsOf("Life of secrets")
  expect(heads).toHaveLength(5)
  expect(lives.map(([secret]) => secret)).toEqual(
    rowsOf("Secrets")
      .slice(2)
      .map(([secret]) => secret),
  )
  expect(lives.flat()).not.toContain("")
  const told = (secret: string) => lives.find(([one]) => one === secret)?.join(" ")
  expect(told("sessions, mailed codes, calendars")).toContain(`${ABSOLUTE_MS / 3_600_000} hours; `)
  expect(told("`SESSION_SECRET`")).toContain("restart")
})

test("the page names every secret the settings hold", () => {
  const part = partOf("Secrets")
  const secret = VARIABLES.filter((name) => /SECRET|PASSWORD|TOKEN|KEY|^MONGODB_URI$|^SMTP_URL$/.test(name))
  expect(secret.length).toBeGreaterThan(6)
  for (const name of secret) expect(part).toContain(`\`${name}\``)
})

test("the page names what is logged where", () => {
  const part = partOf("What is logged")
  for (const word of ["auditEntries", "CHECKPOINT_DIR", "standard output", "audit.view", "LOG_LEVEL"])
    expect(part).toContain(word)
})

test("the page decides of every field of the log that may tell of a person what it holds and why", () => {
  const told = new Set(
    rowsOf("People in the log").flatMap(([fields = ""]) =>
      [...fields.matchAll(/`(\w+)`/gu)].map(([, name]) => name),
    ),
  )
  const missing = personalFields().filter((name) => !told.has(name))
  expect(missing).toEqual([])
  expect(personalFields().length).toBeGreaterThan(15)
})

const TELLS_OF_PEOPLE =
  /name$|names$|mail|phone|address|receiver|mention|person|signator|principal|deputy|^by$|^toIds$/iu

/** Fields of the shapes of the log whose name sounds of somebody. */
function personalFields(): string[] {
  const found = new Set<string>()
  const walk = (schema: unknown): void => {
    if (!(schema instanceof z.ZodType)) return
    const {
      shape,
      element,
      innerType,
      valueType,
      options,
      items,
      in: from,
      out,
    } = schema.def as unknown as Record<string, never>
    for (const [name, field] of Object.entries(shape ?? {})) {
      if (TELLS_OF_PEOPLE.test(name)) found.add(name)
      walk(field)
    }
    for (const inner of [
      element,
      innerType,
      valueType,
      from,
      out,
      ...((options ?? []) as []),
      ...((items ?? []) as []),
    ])
      walk(inner)
  }
  for (const shapes of Object.values(AUDIT_SHAPES)) for (const shape of Object.values(shapes)) walk(shape)
  return [...found].sort()
}
